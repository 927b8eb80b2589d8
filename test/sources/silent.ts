/** Sources that are connected and never answer: for houses that are about something else. */
import { SOURCE_REGIONS, type Sources } from '../../src/contract/sources.ts';

export const SILENT_SOURCES: Sources = {
  regions: new Set(SOURCE_REGIONS),
  ask: async ({ region }) => ({ source: region, said: { outcome: 'unavailable', why: 'notReached' } }),
  health: () => [],
  close: () => {},
};
