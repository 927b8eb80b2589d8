/** The house's time, by which every clock on a screen runs: this machine's, set right by what the feed tells. */
let skewMs = 0;

/** What time it is at the house. */
export const houseNow = (): number => Date.now() + skewMs;

/** The house said what time it is. A jump of the machine's clock is set right by the next word. */
export function setHouseTime(at: number): void {
  skewMs = at - Date.now();
}
