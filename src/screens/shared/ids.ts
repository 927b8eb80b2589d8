/** UUIDv7: an id that carries the time it was made at, by the house's clock. */
export function newId(at: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Math.floor(at).toString(16).padStart(12, '0').slice(-12);
  for (let i = 0; i < 6; i++) bytes[i] = Number.parseInt(time.slice(2 * i, 2 * i + 2), 16);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What people call a case or a stop by: the end of its id, which differs where ids of one minute do. */
export const shortId = (id: string): string => id.slice(-6).toUpperCase();
