/** The camera, looking for one code. Where there is none, or none is allowed, it says so. */
import { useEffect, useRef, useState } from 'react';
import { readQr } from '../camera.ts';
import { type Said, useSay } from '../words/say.ts';

export function CameraView({
  label,
  hint,
  absent,
  onRead,
}: {
  readonly label: Said;
  readonly hint: Said;
  readonly absent: Said;
  readonly onRead: (text: string) => void;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const [isAbsent, setIsAbsent] = useState(false);
  const read = useRef(onRead);
  read.current = onRead;
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      if (video.current === null) return;
      const text = await readQr(video.current, stop.signal);
      if (text !== null) read.current(text);
    };
    look().catch(() => setIsAbsent(true));
    return () => stop.abort();
  }, []);
  return (
    <>
      <p className="hint">{say(isAbsent ? absent : hint)}</p>
      <video ref={video} className="camera" muted aria-label={say(label)} />
    </>
  );
}
