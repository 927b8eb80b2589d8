/** The kinds of identity documents. Without schemas, so that a browser may load it. */
export const DOCUMENT_TYPES = [
  'CN_RIC',
  'HKM_RESIDENCE',
  'TW_RESIDENCE',
  'FPR_2017',
  'FPR_2023',
  'HKM_TRAVEL',
  'TW_TRAVEL',
  'CN_PASSPORT',
  'PASSPORT',
  'OTHER',
  'NONE',
] as const;
