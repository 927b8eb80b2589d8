/** What prepare looks at when it finds out what a machine cannot know. */
import type { Actor } from '../access/index.ts';
import type { CommandType } from '../contract/commands.ts';
import type { DocumentShown } from '../contract/identity/document-key.ts';
import type { ShownStates } from '../contract/measures.ts';
import type { SourceRegion } from '../contract/sources.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import type { Standing } from '../../workflows/standing.ts';
import type { StopContext } from '../../workflows/stop.ts';
import type { CertificateEvidence } from './certificates.ts';
import type { Alike } from './contradictions.ts';
import type { Registry } from './registry.ts';

/** What a finding may look at: the state that is decided on, the body, who asks, and the registry. */
export interface Found {
  readonly type: CommandType;
  readonly standing: HandoffStanding;
  readonly stop: Standing<StopContext> | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly secondPerson: string | null;
  readonly registry: Registry;
  /** When it is recorded, and when it happened. */
  readonly now: number;
  readonly at: number;
  readonly codeWasRight: boolean;
  readonly pledgeDigest: string | null;
  readonly codeShownBy: string | null;
  /** What a scanned certificate in the body was found to be worth; null where it shows none. */
  readonly certificate: CertificateEvidence | null;
  /** The documents by which the age is known once the command is taken; null where it leaves that as it was. */
  readonly documents: readonly DocumentShown[] | null;
  readonly alike: Alike;
  /** Where the others of the family stand; a handoff decided by this same command stands as it will. */
  readonly family: ReadonlyMap<string, 'open' | 'decidedWithThis' | 'closed'>;
  /** What a source is connected for, and whether there is a document to ask it by. */
  readonly connected: ReadonlySet<SourceRegion>;
  readonly hasDocument: boolean;
  /** Who of the desk is there, where its ruling falls due. */
  readonly onShift: readonly string[];
}

/** The measure that an announcement in force puts in force. */
export function announcedMeasure(registry: Registry, id: string, now: number) {
  const announcement = registry.announcements.get(id);
  if (announcement === undefined || announcement.ended || now < announcement.from || now >= announcement.to)
    return undefined;
  const measure = registry.measure(announcement.measure, announcement.measureVersion);
  return measure === undefined ? undefined : { announcement, measure };
}

export const NOTHING_SHOWN: ShownStates = {
  test: { state: 'needed' },
  healthStatus: { state: 'needed' },
  itinerary: { state: 'needed' },
  filing: { state: 'needed' },
};
