/** The signature pad in a React page. What is drawn is the caller's: hand in what `onChange` gave, from a draft for one. */
import { useEffect, useRef } from 'react';
import { useSettings } from './hooks.ts';
import { type SignaturePad, signaturePad, type SignedStrokes } from './signature.ts';

export function SignatureView({
  strokes,
  onChange,
}: {
  readonly strokes: SignedStrokes;
  readonly onChange: (strokes: SignedStrokes) => void;
}) {
  const { language } = useSettings();
  const place = useRef<HTMLDivElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  /** As of now, for a pad that is made once and calls later. */
  const given = useRef({ strokes, onChange });
  given.current = { strokes, onChange };

  useEffect(() => {
    const made = signaturePad({
      language,
      strokes: given.current.strokes,
      onChange: (drawn) => given.current.onChange(drawn),
    });
    pad.current = made;
    place.current?.append(made.element);
    return () => {
      made.close();
      made.element.remove();
    };
  }, [language]);

  useEffect(() => {
    const shown = pad.current;
    if (shown !== null && JSON.stringify(shown.strokes()) !== JSON.stringify(strokes)) shown.take(strokes);
  }, [strokes]);

  return <div ref={place} />;
}
