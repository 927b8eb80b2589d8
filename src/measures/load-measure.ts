/** From text to a measure that can be judged by, or to every fault that was found in it. */
import { Compile } from 'typebox/compile';
import {
  LANGUAGES,
  MeasureSchema,
  type Clause,
  type Measure,
  type MeasureFault,
  type Words,
} from '../contract/measures.ts';
import { faultsOfExample, readFacts } from './examples.ts';
import { clausesThatApply, judgeUnderClause } from './judge-arrival.ts';
import { everyCombination, faultsOfRule, partsRead } from './rule.ts';
import { DAY_MS, readInstant } from './shanghai-time.ts';

export type LoadedMeasure =
  | { readonly loaded: true; readonly measure: Measure }
  | { readonly loaded: false; readonly faults: readonly MeasureFault[] };

/**
 * Loads a measure, or names every fault with its path.
 *
 * What comes out keeps these promises: exactly one clause applies to any states; a clause without a way in never
 * passes and every other can; only an exception admits a popped-up person, and only with consent and pledge; no
 * clock leaves its bounds, and a decision is due before a held document has to be back; every sentence stands in
 * both languages and every rule has a source; every worked example comes out as written, and every clause has one.
 */
export function loadMeasure(text: string): LoadedMeasure {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    return refuse([
      { path: '', message: `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}` },
    ]);
  }
  if (!shape.Check(parsed)) return refuse(faultsOfShape(parsed));
  const measure: Measure = parsed;
  const parts = [
    faultsOfIds(measure),
    faultsOfWords(measure, ''),
    faultsOfSources(measure),
    faultsOfDays(measure),
    faultsOfClocks(measure),
    measure.clauses.flatMap(faultsOfClause),
    measure.clauses.flatMap(({ appliesWhen }, n) => faultsOfRule(appliesWhen, `/clauses/${n}/appliesWhen`)),
  ].flat();
  if (parts.length > 0) return refuse(parts);
  const whole = faultsOfChoice(measure);
  if (whole.length > 0) return refuse(whole);
  const examples = faultsOfExamples(measure);
  return examples.length > 0 ? refuse(examples) : { loaded: true, measure };
}

/** A clause by its id. */
export function clauseOf(measure: Measure, clauseId: string): Clause | undefined {
  return measure.clauses.find(({ id }) => id === clauseId);
}

const shape = Compile(MeasureSchema);

function refuse(faults: readonly MeasureFault[]): LoadedMeasure {
  return { loaded: false, faults };
}

/** The schema's errors, without the ones that only repeat another: a union names its branches one by one. */
function faultsOfShape(parsed: unknown): MeasureFault[] {
  const faults = new Map<string, MeasureFault>();
  for (const { keyword, instancePath, params, message } of shape.Errors(parsed)) {
    if (keyword === 'boolean' || keyword === 'not') continue;
    const named = params as { requiredProperties?: string[]; additionalProperties?: string[] };
    const names = named.requiredProperties ?? named.additionalProperties ?? [''];
    for (const name of names) {
      const path = name === '' ? instancePath : `${instancePath}/${name}`;
      const said =
        keyword === 'required'
          ? 'is missing'
          : keyword === 'additionalProperties'
            ? 'is not known here'
            : message;
      faults.set(`${path} ${said}`, { path, message: said });
    }
  }
  return [...faults.values()];
}

function faultsOfIds({ clauses, sources, examples }: Measure): MeasureFault[] {
  return [
    ...repeated(
      clauses.map(({ id }) => id),
      (n) => `/clauses/${n}/id`,
    ),
    ...repeated(
      sources.map(({ id }) => id),
      (n) => `/sources/${n}/id`,
    ),
    ...LANGUAGES.flatMap((language) =>
      repeated(
        examples.map(({ name }) => name[language]),
        (n) => `/examples/${n}/name/${language}`,
      ),
    ),
  ];
}

function repeated(values: readonly string[], path: (n: number) => string): MeasureFault[] {
  return values.flatMap((value, n) =>
    values.indexOf(value) === n
      ? []
      : [{ path: path(n), message: `${JSON.stringify(value)} is taken already` }],
  );
}

/** Every pair of sentences, wherever it stands: the Chinese has Chinese characters, the English has letters. */
function faultsOfWords(node: unknown, path: string): MeasureFault[] {
  if (typeof node !== 'object' || node === null) return [];
  if (!Array.isArray(node) && 'zh-CN' in node && 'en' in node) {
    const { 'zh-CN': zh, en } = node as Words;
    return [
      ...(/\p{Script=Han}/u.test(zh) ? [] : [{ path: `${path}/zh-CN`, message: 'has no Chinese character' }]),
      ...(/[A-Za-z]/.test(en) ? [] : [{ path: `${path}/en`, message: 'has no English word' }]),
    ];
  }
  return Object.entries(node).flatMap(([key, value]) => faultsOfWords(value, `${path}/${key}`));
}

function faultsOfSources({ sources, clauses, test }: Measure): MeasureFault[] {
  const known = new Set(sources.map(({ id }) => id));
  const cited = [
    ...test.citations.map(({ source }, n) => ({ source, path: `/test/citations/${n}/source` })),
    ...clauses.flatMap(({ citations, mayHold }, c) => [
      ...citations.map(({ source }, n) => ({ source, path: `/clauses/${c}/citations/${n}/source` })),
      ...(mayHold.allowed ? mayHold.citations : []).map(({ source }, n) => ({
        source,
        path: `/clauses/${c}/mayHold/citations/${n}/source`,
      })),
    ]),
  ];
  const used = new Set(cited.map(({ source }) => source));
  return [
    ...cited
      .filter(({ source }) => !known.has(source))
      .map(({ source, path }) => ({ path, message: `cites ${source}, which is not among the sources` })),
    ...sources.flatMap(({ id }, n) =>
      used.has(id) ? [] : [{ path: `/sources/${n}/id`, message: `${id} is cited by nothing` }],
    ),
  ];
}

function faultsOfDays({ describes, sources }: Measure): MeasureFault[] {
  const from = readInstant(describes.from);
  const to = readInstant(describes.to);
  const noDay = (path: string, day: string) => ({ path, message: `the calendar has no ${day}` });
  return [
    ...(from === null ? [noDay('/describes/from', describes.from)] : []),
    ...(to === null ? [noDay('/describes/to', describes.to)] : []),
    ...(from !== null && to !== null && to - from < DAY_MS
      ? [{ path: '/describes/to', message: 'must be later than from' }]
      : []),
    ...sources.flatMap(({ date }, n) =>
      readInstant(`${date}-01-01`.slice(0, 10)) === null ? [noDay(`/sources/${n}/date`, date)] : [],
    ),
  ];
}

function faultsOfClocks({ clocks }: Measure): MeasureFault[] {
  const { requestDue, rungDue, rulingDue, holdDue, holdCapDue, holdReviewDue } = clocks;
  const ladder = requestDue + rungDue + rulingDue;
  return [
    ...(holdDue > holdCapDue ? [{ path: '/clocks/holdDue', message: 'is longer than holdCapDue' }] : []),
    ...(holdReviewDue > holdCapDue
      ? [{ path: '/clocks/holdReviewDue', message: 'is longer than holdCapDue' }]
      : []),
    ...(ladder > holdCapDue
      ? [
          {
            path: '/clocks/holdCapDue',
            message: `is ${holdCapDue}, but the three rungs take ${ladder}: a document would go back before a decision is due`,
          },
        ]
      : []),
  ];
}

function faultsOfClause({ route, needs, whileUnmet, lift }: Clause, n: number): MeasureFault[] {
  const path = `/clauses/${n}`;
  const asksCommunity = whileUnmet.includes('askCommunity');
  const admitsPopUp = needs.healthStatus?.some((state) => state.startsWith('poppedUp')) ?? false;
  const claims: [boolean, string, string][] = [
    [
      (route === 'exception') !== (needs.consent !== undefined),
      '/needs/consent',
      'consent is asked on the exception route, and on no other',
    ],
    [
      (needs.consent === undefined) !== (needs.pledge === undefined),
      '/needs/pledge',
      'a pledge is locked until consent stands, so they are asked together',
    ],
    [
      admitsPopUp && route !== 'exception',
      '/needs/healthStatus',
      'only the exception route admits a popped-up person',
    ],
    [
      asksCommunity !== (needs.consent !== undefined),
      '/whileUnmet',
      'askCommunity is proposed exactly where consent is needed',
    ],
    [
      (Object.keys(needs).length === 0) !== (whileUnmet.length === 0),
      '/whileUnmet',
      'something is proposed exactly where something is asked',
    ],
    [
      whileUnmet.length === 1 && whileUnmet[0] === 'turnTravellerBack',
      '/whileUnmet',
      'turning back is never the only proposal: the least restrictive comes first',
    ],
    [
      lift?.ownTestLifts === 'throughNightlyComparison' && !lift.by.includes('NIGHTLY_COMPARISON'),
      '/lift/by',
      'names no nightly comparison, but an own test is said to lift through it',
    ],
  ];
  return claims.filter(([isWrong]) => isWrong).map(([, at, message]) => ({ path: `${path}${at}`, message }));
}

const EVIDENCE_PARTS = ['test', 'healthStatus', 'itinerary', 'filing'] as const;

/** Tries every combination that the rules can tell apart: one clause each, and its route is true of it. */
function faultsOfChoice(measure: Measure): MeasureFault[] {
  const { clauses } = measure;
  const read = partsRead(clauses.map(({ appliesWhen }) => appliesWhen));
  const canPass = new Set<string>();
  const chosen = new Set<string>();
  const faults: MeasureFault[] = [];
  for (const { direction, shown } of everyCombination(read)) {
    const applying = clausesThatApply(measure, direction, shown);
    const [clause] = applying;
    if (clause === undefined || applying.length > 1) {
      const who = applying.map(({ id }) => id).join(' and ') || 'no clause';
      const what = JSON.stringify({ direction, ...pick(shown, read) });
      const at = clause === undefined ? '/clauses' : `/clauses/${clauses.indexOf(clause)}/appliesWhen`;
      faults.push({ path: at, message: `to ${what} applies ${who}; exactly one clause must apply` });
      continue;
    }
    chosen.add(clause.id);
    const { states } = judgeUnderClause(measure, clause.id, { direction, shown, ageYears: null });
    const isOpen = EVIDENCE_PARTS.every((part) => !read.has(part) || states[part].satisfies);
    if (isOpen) canPass.add(clause.id);
  }
  if (faults.length > 0) return faults;
  return clauses.flatMap(({ id, route }, n) => {
    if (!chosen.has(id)) return [{ path: `/clauses/${n}/appliesWhen`, message: 'is true of nothing' }];
    if (canPass.has(id) !== (route === 'noEntry')) return [];
    const message =
      route === 'noEntry'
        ? 'can be met, so its route is not noEntry'
        : 'can never be met, so its route is noEntry';
    return [{ path: `/clauses/${n}/route`, message }];
  });
}

function pick(shown: object, parts: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(shown).filter(([part]) => parts.has(part)));
}

function faultsOfExamples(measure: Measure): MeasureFault[] {
  const { examples, clauses, describes } = measure;
  const from = readInstant(describes.from) ?? 0;
  const to = readInstant(describes.to) ?? 0;
  const shownBy = new Set(examples.map(({ expect }) => expect.clause));
  return [
    ...examples.flatMap((example, n) => {
      const path = `/examples/${n}`;
      const { facts } = readFacts(example.facts, `${path}/facts`);
      const isOutside = facts !== null && (facts.arrivedAt < from || facts.arrivedAt >= to);
      return [
        ...faultsOfExample(measure, example, path),
        ...(isOutside
          ? [{ path: `${path}/facts/arrivedAt`, message: 'lies outside the days the measure describes' }]
          : []),
      ];
    }),
    ...clauses.flatMap(({ id }, n) =>
      shownBy.has(id) ? [] : [{ path: `/clauses/${n}/id`, message: `${id} has no worked example` }],
    ),
  ];
}
