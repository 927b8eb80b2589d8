/**
 * Asks the source of one region about one person, for an officer who asked for it, and brings the answer back as a command.
 *
 * What cannot be relied on is said at once, so that nobody waits for it, and the house goes on asking by itself: ever more
 * seldom, for as long as the case lies open, nobody put the question anew and nobody showed anything newer.
 */
import type { Answered, By, Command } from '../contract/doors.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import { isSourceRegion, SOURCE_CONTRACT, type SourceRegion, type Sources } from '../contract/sources.ts';
import type { JournalRow } from '../contract/streams.ts';
import type { DueEffect, Storage } from '../storage/index.ts';
import { type CaseFile, openCase } from './case-file.ts';
import { derivedId } from './derived-id.ts';
import { ATTEMPTS } from './outbox.ts';

export interface Asking {
  readonly storage: Storage;
  readonly sources: Sources | undefined;
  readonly submit: (command: Command, by: By) => Promise<Answered>;
  readonly house: By;
}

/** The source was asked and could not be relied on: to be tried again. */
class SourceIsSilent extends Error {
  override readonly name = 'sourceIsSilent';
}

/** Refusals that say nothing of the case. */
const UNDECIDED: readonly RefusalCode[] = ['houseIsReady', 'storageIsFull'];
/** The last try says no more that it failed, so that a source that is down for good leaves nothing to look at. */
const LAST_TRY = ATTEMPTS - 1;

export async function querySource(asking: Asking, effect: DueEffect): Promise<void> {
  const file = await openCase(asking.storage, effect.streamId);
  const question = file.rows.find(({ version }) => version === effect.version);
  const region = question?.command['region'];
  if (question === undefined || !isSourceRegion(region)) return;
  const since = file.rows.filter(({ version }) => version > effect.version);
  const answers = since.filter(({ command }) => command['asked'] === effect.version);
  if (answers.some(({ command }) => command['why'] === undefined)) return;
  if (since.some((row) => ends(row) || asksAnew(row, region))) return;
  // Somebody who was told that there is no answer may have shown the thing itself since.
  if (answers.length > 0 && since.some((row) => shows(row, region))) return;

  const { source, said } = await ask(asking, file, question, region);
  const body = { source, region, asked: effect.version };
  if (said.outcome !== 'unavailable') {
    const evidence = said.outcome === 'found' ? said.evidence : {};
    const test = evidence.test === undefined ? {} : { test: { ...evidence.test, seen: 'SOURCE_QUERIED' } };
    await bringBack(asking, question, 'said', { ...body, asOf: said.asOf, ...evidence, ...test });
    return;
  }
  if (answers.length === 0) await bringBack(asking, question, 'silent', { ...body, why: said.why });
  if (said.why !== 'nothingToAskBy' && effect.attempts < LAST_TRY) throw new SourceIsSilent();
}

async function ask({ sources }: Asking, file: CaseFile, question: JournalRow, region: SourceRegion) {
  const document = file.latest<{ type: string; number?: string }>('document');
  if (sources === undefined)
    return { source: region, said: { outcome: 'unavailable', why: 'notReached' } } as const;
  if (document?.number === undefined)
    return { source: region, said: { outcome: 'unavailable', why: 'nothingToAskBy' } } as const;
  return sources.ask({
    version: SOURCE_CONTRACT,
    query: derivedId(question.recordedAt, `${question.streamId}/${question.version}/query`),
    region,
    askedAt: question.recordedAt,
    checkpoint: checkpointOf(file),
    document: { type: document.type as never, number: document.number },
  });
}

/** Sends the answer as a command whose id is the question's own, so that a repetition has one effect. */
async function bringBack(
  { submit, house }: Asking,
  { streamId, version, recordedAt }: JournalRow,
  what: 'said' | 'silent',
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const send = (type: 'recordSourceAnswer' | 'recordLateResult', sent: typeof body) =>
    submit(
      {
        type,
        streamId,
        body: sent,
        envelope: { commandId: derivedId(recordedAt, `${streamId}/${version}/${what}/${type}`) },
      },
      house,
    );
  const answered = await send('recordSourceAnswer', body);
  if (answered.outcome === 'accepted') return;
  if (UNDECIDED.includes(answered.code)) throw new Error(`Not decided: ${answered.code}.`);
  // The case was closed while the source was being asked. A test that would have stopped it is told to whom it concerns.
  const test = body['test'] as { result: string } | undefined;
  if (
    answered.code === 'handoffIsClosed' &&
    (test?.result === 'POSITIVE' || test?.result === 'PENDING_REVIEW')
  )
    await send('recordLateResult', { test });
}

const CLOSING: readonly string[] = [
  'releaseTraveller',
  'clearTraveller',
  'turnTravellerBack',
  'withdrawTraveller',
  'referTraveller',
  'takeOverHandoff',
];
const ends = ({ command }: JournalRow) => CLOSING.includes(command.type);
const asksAnew = ({ command }: JournalRow, region: SourceRegion) =>
  command.type === 'askSource' && command['region'] === region;
const SHOWS: Readonly<Record<SourceRegion, string>> = {
  test: 'recordTest',
  healthStatus: 'recordHealthStatus',
  itinerary: 'recordItinerary',
};
const shows = ({ command }: JournalRow, region: SourceRegion) =>
  command.type === SHOWS[region] || (command.type === 'correctEvidence' && command['region'] === region);

/** Where the person stands: the judgement of the first row was made for that place. */
function checkpointOf(file: CaseFile): string {
  const open = file.rows[0]?.command['open'] as { readonly checkpoint?: string } | undefined;
  return open?.checkpoint ?? '';
}
