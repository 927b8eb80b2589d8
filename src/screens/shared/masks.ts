/** Numbers as they are typed and read: grouped for the eye, never shortened by us (the house masks what it sends). */
/** `138 0000 0000`, `110105 1949 1231 002X`; anything else as it is. */
export function grouped(number: string): string {
  if (/^[\d*]{11}$/.test(number)) return number.replace(/^(.{3})(.{4})(.{4})$/, '$1 $2 $3');
  if (/^[\d*]{17}[\dX*]$/.test(number)) return number.replace(/^(.{6})(.{4})(.{4})(.{4})$/, '$1 $2 $3 $4');
  return number;
}
