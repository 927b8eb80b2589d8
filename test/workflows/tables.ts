/** Every region's table, to be walked over. */
import type { AnyTable } from './region-table.ts';
import { AFTER_TABLE } from './table-after.ts';
import { CONSENT_TABLE } from './table-consent.ts';
import { DOCUMENT_TABLE } from './table-document.ts';
import { TEST_TABLE } from './table-evidence.ts';
import { PLEDGE_TABLE } from './table-pledge.ts';
import { EXCEPTION_TABLE, STAY_TABLE } from './table-stay-exception.ts';

export const TABLES = {
  'the document': DOCUMENT_TABLE,
  'the test': TEST_TABLE,
  'the consent': CONSENT_TABLE,
  'the pledge': PLEDGE_TABLE,
  'the stay': STAY_TABLE,
  'the exception': EXCEPTION_TABLE,
  'the case after its decision': AFTER_TABLE,
} as unknown as Readonly<Record<string, AnyTable>>;
