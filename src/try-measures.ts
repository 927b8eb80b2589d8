/** `guicheng measure`: check a draft, see what it says of some facts, and what it would have said of handoffs on record. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import type { Asked } from './asked.ts';
import { type By, handoffsOf, simulate } from './commands/index.ts';
import type { Config } from './config.ts';
import {
  LANGUAGES,
  type ArrivalFacts,
  type Language,
  type Measure,
  type MeasureFault,
} from './contract/measures.ts';
import type { RefusalCode } from './contract/refusals.ts';
import type { Simulation, TryAnswer, TryAsked } from './contract/trying-measures.ts';
import { OUTCOME_WORDS, WAY_WORDS } from './contract/trying-words.ts';
import { type House, openHouse } from './house.ts';
import { houseKeys } from './house-key.ts';
import { explain, judgeArrival, loadMeasure, readFactsText, readInstant } from './measures/index.ts';

const FAILED = 1;
const NOT_UNDERSTOOD = 2;
const USAGE =
  'measure check <file> | measure explain <file|id> --facts <file> | measure simulate <file> --from <day> --to <day>';

export async function measures(config: Config, asked: Asked): Promise<number> {
  const [word, named] = asked.words;
  if (named === undefined) return notUnderstood(`${USAGE}.`);
  switch (word) {
    case 'check':
      return check(named, asked);
    case 'explain':
      return explainFacts(named, asked);
    case 'simulate':
      return simulateDraft(config, named, asked);
    default:
      return notUnderstood(`${USAGE}.`);
  }
}

/** Exit 0: it loads, with every worked example as written. 1: it does not, and every fault is named with its place. */
function check(file: string, { say }: Asked): number {
  const text = textOf(file);
  if (text === null) return notUnderstood(`${file} cannot be read.`);
  const loaded = loadMeasure(text);
  if (!loaded.loaded) return faulty(loaded.faults, say);
  const { id, version, clauses, examples } = loaded.measure;
  say(
    `Good: ${id} version ${version}, ${clauses.length} clauses, ${examples.length} worked examples as written.`,
    { good: true, id, version, clauses: clauses.length, examples: examples.length },
  );
  return 0;
}

/** Exit 0 whatever the measure says of the facts; 1 where the measure or the facts have faults. */
function explainFacts(named: string, { say, options }: Asked): number {
  const text = textOf(named) ?? textOf(shipped(named));
  if (text === null)
    return notUnderstood(`${named} is no file that can be read, and no measure that is shipped.`);
  const factsFile = options['facts'];
  if (typeof factsFile !== 'string') return notUnderstood('Name the facts with --facts <file>.');
  const factsText = textOf(factsFile);
  if (factsText === null) return notUnderstood(`${factsFile} cannot be read.`);
  const wanted = options['language'];
  if (wanted !== undefined && !LANGUAGES.some((language) => language === wanted))
    return notUnderstood(`--language is one of ${LANGUAGES.join(', ')}.`);
  const loaded = loadMeasure(text);
  if (!loaded.loaded) return faulty(loaded.faults, say);
  const read = readFactsText(factsText);
  if (!read.read) return faulty(read.faults, say);
  const { measure } = loaded;
  const judgement = judgeArrival(measure, read.facts);
  const languages = LANGUAGES.filter((language) => wanted === undefined || language === wanted);
  const said = Object.fromEntries(
    languages.map((language) => [language, explain(measure, judgement, language, read.facts)]),
  );
  for (const language of languages) {
    for (const { about, text: sentence } of said[language] ?? []) say(`${about.padEnd(12)}  ${sentence}`);
    say('');
  }
  say(
    `${judgement.clauseId}: ${judgement.passed ? 'passed' : 'not passed'}; ${judgement.proposals.join(', ')}`,
  );
  say('', { judgement, explained: said });
  return 0;
}

/** Exit 0: done, with the sums. 1: the draft has faults, or the house refused. */
async function simulateDraft(config: Config, file: string, { say, options }: Asked): Promise<number> {
  const text = textOf(file);
  if (text === null) return notUnderstood(`${file} cannot be read.`);
  const from = dayOf(options['from']);
  const to = dayOf(options['to']);
  if (from === null || to === null || from >= to)
    return notUnderstood('Name two days, --from 2022-11-01 --to 2022-11-22; the second is not counted.');
  const loaded = loadMeasure(text);
  if (!loaded.loaded) return faulty(loaded.faults, say);
  const { warning, ...keys } = houseKeys(config);
  if (warning !== null) process.stderr.write(`${warning}\n`);
  const house = await openHouse({
    place: config.place,
    ...keys,
    witnesses: { secondPerson: () => Promise.resolve(null) },
  });
  try {
    const tried = await tryOn(house, loaded.measure, text, { from, to }, OPERATOR);
    if (tried.outcome === 'refused') {
      say(`Refused: ${tried.code}.`, tried);
      return FAILED;
    }
    for (const line of inWords(tried.simulation)) say(line);
    say('', tried.simulation);
    return 0;
  } finally {
    await house.close();
  }
}

const OPERATOR: By = {
  actor: { account: 'operator', role: 'administrator', scope: '*', covers: new Set(['*']) },
  terminal: null,
};

interface Refused {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
}
type Tried = { readonly outcome: 'done'; readonly simulation: Simulation } | Refused;

/**
 * Simulates a draft that loads. The opening of the proofs is a row of its own, by whoever asked, and is written first:
 * where it cannot be, nothing is opened.
 */
export async function tryOn(
  house: House,
  draft: Measure,
  text: string,
  time: { readonly from: number; readonly to: number },
  by: By,
): Promise<Tried> {
  const { covers } = by.actor;
  const handoffs = await handoffsOf(
    house.storage,
    time,
    (checkpoint) => covers.has('*') || covers.has(checkpoint),
  );
  const answered = await house.submit(
    {
      type: 'simulateMeasure',
      body: {
        measure: draft.id,
        measureVersion: draft.version,
        textDigest: createHash('sha256').update(text).digest('hex'),
        ...time,
        handoffs: handoffs.length,
      },
      envelope: { commandId: uuid({ msecs: await house.storage.now() }) },
    },
    by,
  );
  if (answered.outcome !== 'accepted') return { outcome: 'refused', code: answered.code };
  return {
    outcome: 'done',
    simulation: await simulate(house.storage, house.spine.registry, draft, handoffs),
  };
}

/** What a screen asks of a draft: its faults; what it says of these facts; what it would have said in this time. */
export async function tryDraft(house: House, asked: TryAsked, by: By): Promise<TryAnswer | Refused> {
  const { text, facts, time } = asked;
  const nothing = { id: null, version: null, judged: null, factFaults: [], simulation: null };
  const loaded = loadMeasure(text);
  if (!loaded.loaded) return { ...nothing, faults: loaded.faults.slice(0, MOST_FAULTS) };
  const { measure } = loaded;
  const read = facts === undefined ? null : readFactsText(facts);
  const tried = time === undefined ? null : await tryOn(house, measure, text, time, by);
  if (tried?.outcome === 'refused') return tried;
  return {
    faults: [],
    id: measure.id,
    version: measure.version,
    judged: read?.read === true ? judged(measure, read.facts) : null,
    factFaults: read?.read === false ? read.faults : [],
    simulation: tried?.simulation ?? null,
  };
}

/** More than anybody mends at once; they come again with the next check. */
const MOST_FAULTS = 100;

function judged(measure: Measure, facts: ArrivalFacts): TryAnswer['judged'] {
  const judgement = judgeArrival(measure, facts);
  const said = (language: Language) =>
    explain(measure, judgement, language, facts).map(({ about, text }) => ({ about, text }));
  return {
    clause: judgement.clauseId,
    passed: judgement.passed,
    proposals: judgement.proposals,
    'zh-CN': said('zh-CN'),
    en: said('en'),
  };
}

function inWords({ handoffs, same, milder, stricter, otherwise, erased, changes }: Simulation): string[] {
  return [
    `案件 handoffs: ${handoffs}`,
    `  不变 same: ${same}`,
    `  ${WAY_WORDS.milder.zh} ${WAY_WORDS.milder.en}: ${milder}`,
    `  ${WAY_WORDS.stricter.zh} ${WAY_WORDS.stricter.en}: ${stricter}`,
    `  ${WAY_WORDS.otherwise.zh} ${WAY_WORDS.otherwise.en}: ${otherwise}`,
    `  凭证已删除，无法判断 proofs erased, not judged: ${erased}`,
    ...changes.map(
      ({ was, would, handoffs: count }) =>
        `${String(count).padStart(6)}  ${was.clause} (${OUTCOME_WORDS[was.outcome].en}) → ${would.clause} (${OUTCOME_WORDS[would.outcome].en})`,
    ),
  ];
}

function faulty(faults: readonly MeasureFault[], say: Asked['say']): number {
  for (const { path, message } of faults) say(`${path === '' ? '/' : path}  ${message}`);
  say('', { good: false, faults });
  return FAILED;
}

function dayOf(written: unknown): number | null {
  return typeof written === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(written) ? readInstant(written) : null;
}

/** Where a shipped measure lies; a name that is no identifier leads nowhere. */
function shipped(id: string): string {
  const name = /^[a-z0-9-]{1,60}$/.test(id) ? id : 'none';
  return (
    [`../workflows/measures/${name}.json`, `../../workflows/measures/${name}.json`]
      .map((path) => fileURLToPath(new URL(path, import.meta.url)))
      .find((path) => existsSync(path)) ?? ''
  );
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function notUnderstood(words: string): number {
  process.stderr.write(`${words} Try --help.\n`);
  return NOT_UNDERSTOOD;
}
