/** A signature as it was drawn: strokes of points, fitted into a rectangle, kept as lines and never as a picture. */
import type { Strokes } from '../contract/papers.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const INK = '#16202A';
const WIDTH = 1.3;
/** A pad gives some hundred points a second; nearer than this they cannot be told apart on paper. */
const NEAREST = 0.25;

/** Draws the strokes as large as the rectangle allows, upright, in proportion. Points that are no numbers are left out. */
export function drawStrokes(pen: PDFKit.PDFDocument, strokes: Strokes, into: Rectangle) {
  const clean = strokes
    .map(({ points }) => points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)))
    .filter((points) => points.length > 0);
  const all = clean.flat();
  if (all.length === 0) return;

  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of all) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const room = { width: into.width - 2 * WIDTH, height: into.height - 2 * WIDTH };
  const scale = Math.min(
    room.width / Math.max(right - left, 1),
    room.height / Math.max(bottom - top, 1),
    // A dot or a short tick stays small instead of filling the place.
    0.6,
  );
  const originX = into.x + (into.width - (right - left) * scale) / 2 - left * scale;
  const originY = into.y + (into.height - (bottom - top) * scale) / 2 - top * scale;

  pen.lineCap('round').lineJoin('round').strokeColor(INK).fillColor(INK);
  for (const points of clean) {
    const drawn = thin(points.map(({ x, y }) => ({ x: originX + x * scale, y: originY + y * scale })));
    const pressures = points.map(({ pressure }) => pressure ?? 0).filter((pressure) => pressure > 0);
    const pressure = pressures.length === 0 ? 0.5 : pressures.reduce((a, b) => a + b, 0) / pressures.length;
    const width = WIDTH * (0.7 + 0.6 * Math.min(Math.max(pressure, 0), 1));
    drawStroke(pen, drawn, width);
  }
}

type Point = { readonly x: number; readonly y: number };

function thin(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, at) => {
    const last = kept.at(-1);
    const isFar = last === undefined || Math.hypot(point.x - last.x, point.y - last.y) >= NEAREST;
    if (isFar || (at === points.length - 1 && kept.length > 1)) kept.push(point);
  });
  return kept;
}

/** Through the middles between the points, which smooths the corners a sampled hand has. */
function drawStroke(pen: PDFKit.PDFDocument, points: readonly Point[], width: number) {
  const [first, ...rest] = points;
  if (first === undefined) return;
  const last = rest.at(-1);
  if (last === undefined) {
    pen.circle(first.x, first.y, width * 0.7).fill();
    return;
  }
  pen.lineWidth(width).moveTo(first.x, first.y);
  for (let at = 0; at < rest.length - 1; at += 1) {
    const [here, next] = [rest[at], rest[at + 1]];
    if (here === undefined || next === undefined) continue;
    pen.quadraticCurveTo(here.x, here.y, (here.x + next.x) / 2, (here.y + next.y) / 2);
  }
  pen.lineTo(last.x, last.y).stroke();
}
