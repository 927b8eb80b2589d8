/** What was done while nothing could be entered: how far back it may lie without a word, and why it is entered late. */
export const LATE_MS = 15 * 60_000;
export const LATE_REASONS = ['outage', 'paperForm', 'emergency'] as const;
