/**
 * A signature pad: what is drawn is kept as strokes of points, never as a picture, and drawn again at every size.
 *
 * Points lie in a field of 600 by 240 however large the pad is shown, so strokes are equal before and after a phone is
 * turned, a window resized, or a page loaded again; `t` counts milliseconds from the first point. The caller keeps them
 * (`onChange` after each stroke, `strokes` to begin with). Without a framework: `src/screens/traveller` uses it as it is,
 * `signature.tsx` wraps it for React.
 */
import './signature.css';
import { SIGNATURE } from './signature-words.ts';
import type { Language } from './settings.ts';
import type { Said } from './words/say.ts';

export interface SignedPoint {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  /** Told by a pen alone; fingers and mice have none worth keeping. */
  readonly pressure?: number;
}
/** What `signPledge` and `holdDocument` take as JSON, and `Strokes` of the papers reads. */
export type SignedStrokes = readonly { readonly points: readonly SignedPoint[] }[];

export interface SignaturePad {
  /** To be put into the page by the caller. */
  readonly element: HTMLElement;
  strokes(): SignedStrokes;
  /** Takes strokes in, as they were handed out. */
  take(strokes: SignedStrokes): void;
  undo(): void;
  clear(): void;
  /** Stops watching its size. */
  close(): void;
}

export interface SignatureOptions {
  readonly language: Language;
  readonly strokes?: SignedStrokes;
  readonly onChange: (strokes: SignedStrokes) => void;
  /** What is offered to somebody who cannot draw; the common words where nothing is given. */
  readonly instead?: Node;
}

const FIELD = { width: 600, height: 240 } as const;
const LINE = 3;
/** Nearer points cannot be told apart on paper. */
const NEAREST = 1;
/** A command's body takes 200,000 characters; a point is some 35 of them. */
const MOST_POINTS = 4_500;

const tenth = (value: number) => Math.round(value * 10) / 10;
const made = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...inside);
  return element;
};

let pads = 0;

export function signaturePad({ language, strokes = [], onChange, instead }: SignatureOptions): SignaturePad {
  const say = (said: Said) => said[language];
  const name = `signature-${(pads += 1)}`;
  let kept: { points: SignedPoint[] }[] = copied(strokes);
  /** The stroke that is being drawn, and whose pointer draws it: a palm beside the pen draws nothing. */
  let drawing: { readonly pointer: number; readonly points: SignedPoint[] } | null = null;
  let began = 0;

  const canvas = made('canvas', '');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', say(SIGNATURE.here));
  canvas.setAttribute('aria-describedby', `${name}-how ${name}-said`);
  const how = made('p', 'signature-said', say(SIGNATURE.how));
  how.id = `${name}-how`;
  const status = made('p', 'signature-said');
  status.id = `${name}-said`;
  status.setAttribute('role', 'status');
  const button = (said: Said, act: () => void) => {
    const element = made('button', 'button', say(said));
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  };
  const field = made('div', 'signature-field', canvas);
  const element = made(
    'div',
    'signature',
    how,
    field,
    made('div', 'signature-acts', button(SIGNATURE.undo, undo), button(SIGNATURE.clear, clear), status),
    made(
      'details',
      '',
      made('summary', '', say(SIGNATURE.cannot)),
      instead ?? made('p', '', say(SIGNATURE.instead)),
    ),
  );

  function paint(): void {
    const { width, height } = canvas.getBoundingClientRect();
    if (width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext('2d');
    if (pen === null) return;
    pen.scale(canvas.width / FIELD.width, canvas.height / FIELD.height);
    pen.lineCap = pen.lineJoin = 'round';
    pen.strokeStyle = pen.fillStyle = getComputedStyle(field).color;
    for (const { points } of kept) drawStroke(pen, points);
  }

  function tell(said: Said): void {
    status.textContent = say(said);
  }
  function isFull(): boolean {
    return kept.reduce((sum, { points }) => sum + points.length, 0) >= MOST_POINTS;
  }
  /** `isTold` is false where nothing new was done and the caller knows the strokes already. */
  function show(isTold: boolean): void {
    paint();
    tell(kept.length === 0 ? SIGNATURE.empty : isFull() ? SIGNATURE.full : SIGNATURE.written(kept.length));
    if (isTold) onChange(copied(kept));
  }

  function pointOf(event: PointerEvent): SignedPoint {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const within = (at: number, most: number) => tenth(Math.min(Math.max(at, 0), most));
    return {
      x: within(((event.clientX - left) / width) * FIELD.width, FIELD.width),
      y: within(((event.clientY - top) / height) * FIELD.height, FIELD.height),
      t: Math.max(0, Math.round(event.timeStamp - began)),
      ...(event.pointerType === 'pen' ? { pressure: Math.round(event.pressure * 100) / 100 } : {}),
    };
  }

  function begin(event: PointerEvent): void {
    if (drawing !== null || event.button !== 0 || isFull()) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    // Strokes that were taken in go on counting from where they ended.
    if (kept.length === 0) began = event.timeStamp;
    else if (began === 0) began = event.timeStamp - lastInstant(kept) - 1_000;
    drawing = { pointer: event.pointerId, points: [pointOf(event)] };
    kept.push(drawing);
    paint();
  }

  function go(event: PointerEvent): void {
    if (drawing?.pointer !== event.pointerId) return;
    event.preventDefault();
    for (const one of coalesced(event)) {
      const point = pointOf(one);
      const last = drawing.points[drawing.points.length - 1];
      if (last !== undefined && Math.hypot(point.x - last.x, point.y - last.y) < NEAREST) continue;
      if (!isFull()) drawing.points.push(point);
    }
    paint();
  }

  function end(event: PointerEvent): void {
    if (drawing?.pointer !== event.pointerId) return;
    drawing = null;
    show(true);
  }

  function undo(): void {
    if (kept.length === 0) return;
    kept.pop();
    show(true);
  }
  function clear(): void {
    if (kept.length === 0) return;
    kept = [];
    began = 0;
    show(true);
  }

  canvas.addEventListener('pointerdown', begin);
  canvas.addEventListener('pointermove', go);
  for (const ending of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    canvas.addEventListener(ending, end);
  // `touch-action` is enough for Chrome; some web views scroll all the same.
  canvas.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
  const watcher = new ResizeObserver(paint);
  watcher.observe(field);
  show(false);

  return {
    element,
    strokes: () => copied(kept),
    take: (taken) => {
      kept = copied(taken);
      began = 0;
      show(false);
    },
    undo,
    clear,
    close: () => watcher.disconnect(),
  };
}

const copied = (strokes: SignedStrokes) => strokes.map(({ points }) => ({ points: points.slice() }));

function lastInstant(strokes: SignedStrokes): number {
  const points = strokes[strokes.length - 1]?.points ?? [];
  return points[points.length - 1]?.t ?? 0;
}

/** Everything the pointer did since the last event, where the browser tells it. */
function coalesced(event: PointerEvent): readonly PointerEvent[] {
  const all = typeof event.getCoalescedEvents === 'function' ? event.getCoalescedEvents() : [];
  return all.length > 0 ? all : [event];
}

/** Through the middles between the points, as the papers draw it. */
function drawStroke(pen: CanvasRenderingContext2D, points: readonly SignedPoint[]): void {
  const [first, ...rest] = points;
  if (first === undefined) return;
  pen.lineWidth = LINE * (0.7 + 0.6 * (first.pressure ?? 0.5));
  const last = rest.pop();
  pen.beginPath();
  if (last === undefined) {
    pen.arc(first.x, first.y, LINE * 0.8, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  pen.moveTo(first.x, first.y);
  rest.forEach((here, at) => {
    const next = rest[at + 1] ?? last;
    pen.quadraticCurveTo(here.x, here.y, (here.x + next.x) / 2, (here.y + next.y) / 2);
  });
  pen.lineTo(last.x, last.y);
  pen.stroke();
}
