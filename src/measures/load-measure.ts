/** From text to a measure that can be judged by, or to every fault that was found in it. */
import { Compile } from 'typebox/compile';
import {
  LANGUAGES,
  MeasureSchema,
  POPUP_KINDS,
  type Clause,
  type Measure,
  type MeasureFault,
  type Words,
} from '../contract/measures.ts';
import { dutiesOf } from './afterwards.ts';
import { faultsOfExample, readFacts } from './examples.ts';
import { clausesThatApply, judgeUnderClause } from './judge-arrival.ts';
import { judgeCircumstances } from './judge-circumstances.ts';
import {
  circumstancesRead,
  everyCase,
  faultsOfRule,
  inputsFor,
  MOST_COMBINATIONS,
  partsRead,
  valuesNamed,
} from './rule.ts';
import { endOfWindow } from './windows.ts';
import { DAY_MS, readInstant } from './shanghai-time.ts';

export type LoadedMeasure =
  | { readonly loaded: true; readonly measure: Measure }
  | { readonly loaded: false; readonly faults: readonly MeasureFault[] };

/**
 * Loads a measure, or names every fault with its path.
 *
 * What comes out keeps these promises: exactly one clause applies to any states and circumstances; a clause without a
 * way in never passes and every other can; what bars a traveller is the case wherever its clause applies; only an exception admits a popped-up person, and only with consent and pledge; no
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
  if (!shape.Check(parsed)) return refuse(faultsOfShape(shape.Errors(parsed)));
  const measure: Measure = parsed;
  const parts = [
    faultsOfIds(measure),
    faultsOfWords(measure, ''),
    faultsOfSources(measure),
    faultsOfDays(measure),
    faultsOfClocks(measure),
    faultsOfNames(measure),
    faultsOfDuties(measure),
    measure.clauses.flatMap(faultsOfClause),
    faultsOfRules(measure),
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
export function faultsOfShape(errors: ReturnType<typeof shape.Errors>): MeasureFault[] {
  const faults = new Map<string, MeasureFault>();
  for (const { keyword, instancePath, params, message } of errors) {
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

function faultsOfIds({
  clauses,
  sources,
  examples,
  circumstances = [],
  countings = [],
  duties = [],
}: Measure): MeasureFault[] {
  return [
    ...repeated(
      circumstances.map(({ id }) => id),
      (n) => `/circumstances/${n}/id`,
    ),
    ...repeated(
      countings.map(({ id }) => id),
      (n) => `/countings/${n}/id`,
    ),
    ...repeated(
      duties.map(({ id }) => id),
      (n) => `/duties/${n}/id`,
    ),
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

function faultsOfSources({ sources, clauses, test, countings = [], duties = [] }: Measure): MeasureFault[] {
  const known = new Set(sources.map(({ id }) => id));
  const ofList = (list: readonly Pick<Clause, 'citations'>[], name: string) =>
    list.flatMap(({ citations }, l) =>
      citations.map(({ source }, n) => ({ source, path: `/${name}/${l}/citations/${n}/source` })),
    );
  const cited = [
    ...test.citations.map(({ source }, n) => ({ source, path: `/test/citations/${n}/source` })),
    ...ofList(countings, 'countings'),
    ...ofList(duties, 'duties'),
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

/** What a clause names must be there, and what is there must be named: a window that nothing reads looks like a rule and is none. */
function faultsOfNames({ clauses, circumstances = [], countings = [] }: Measure): MeasureFault[] {
  const counted = new Set(clauses.map(({ countsTestAs }) => countsTestAs));
  const read = new Set([
    ...circumstancesRead(clauses.map(({ appliesWhen }) => appliesWhen)).keys(),
    ...clauses.map(({ bar }) => bar),
  ]);
  const missing = (list: readonly { readonly id: string }[], name: string | undefined) =>
    name !== undefined && !list.some(({ id }) => id === name);
  return [
    ...clauses.flatMap(({ bar, countsTestAs }, n) => [
      ...(missing(circumstances, bar)
        ? [{ path: `/clauses/${n}/bar`, message: `${bar} is none of the circumstances` }]
        : []),
      ...(missing(countings, countsTestAs)
        ? [{ path: `/clauses/${n}/countsTestAs`, message: `${countsTestAs} is none of the countings` }]
        : []),
    ]),
    ...circumstances.flatMap(({ id }, n) =>
      read.has(id) ? [] : [{ path: `/circumstances/${n}/id`, message: `${id} is read by no clause` }],
    ),
    ...countings.flatMap(({ id }, n) =>
      counted.has(id) ? [] : [{ path: `/countings/${n}/id`, message: `${id} is used by no clause` }],
    ),
  ];
}

function faultsOfDuties({ duties = [] }: Measure): MeasureFault[] {
  return duties.flatMap(({ notBefore, due }, n) =>
    notBefore !== undefined && endOfWindow(notBefore, 0) >= endOfWindow(due, 0)
      ? [{ path: `/duties/${n}/due`, message: 'is over before it may be done' }]
      : [],
  );
}

function faultsOfRules({ clauses, circumstances = [] }: Measure): MeasureFault[] {
  const inputs = inputsFor(circumstances);
  return clauses.flatMap(({ appliesWhen }, n) =>
    faultsOfRule(appliesWhen, `/clauses/${n}/appliesWhen`, inputs),
  );
}

function faultsOfClocks({ clocks, clauses }: Measure): MeasureFault[] {
  const { requestDue, rungDue, rulingDue, holdDue, holdCapDue, holdReviewDue } = clocks;
  const ladder = requestDue + rungDue + rulingDue;
  const knowsClaims = clauses.some(({ needs }) => needs.filing?.includes('granted') ?? false);
  return [
    ...(knowsClaims !== (clocks.claimDue !== undefined)
      ? [
          {
            path: '/clocks/claimDue',
            message: 'is set exactly where a clause asks for a claim that was granted',
          },
        ]
      : []),
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

function faultsOfClause(
  { route, needs, whileUnmet, lift, bar, countsTestAs }: Clause,
  n: number,
): MeasureFault[] {
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
      needs.pledge !== undefined && needs.consent === undefined,
      '/needs/pledge',
      'a pledge is locked until consent stands, so none is asked where no consent is',
    ],
    [
      whileUnmet.includes('recordFiling') && needs.filing === undefined,
      '/whileUnmet',
      'recordFiling is proposed only where a filing is asked',
    ],
    [
      whileUnmet.includes('decideClaim') !== (needs.filing?.includes('granted') ?? false),
      '/whileUnmet',
      'decideClaim is proposed exactly where a granted claim is asked',
    ],
    [
      countsTestAs !== undefined && needs.test === undefined,
      '/countsTestAs',
      'counts a test that the clause does not ask for',
    ],
    [
      lift?.at?.kind === 'nextComparison' && !lift.by.includes('NIGHTLY_COMPARISON'),
      '/lift/at',
      'waits for a comparison that lifts nothing here',
    ],
    [
      lift?.at !== undefined && lift.at.kind !== 'nextComparison' && !lift.by.includes('WINDOW_ELAPSED'),
      '/lift/at',
      'counts a window that lifts nothing here',
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
      (Object.keys(needs).length === 0 && bar === undefined) !== (whileUnmet.length === 0),
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
  const rules = clauses.map(({ appliesWhen }) => appliesWhen);
  const read = partsRead(rules);
  const circumstances = circumstancesRead([
    ...rules,
    ...clauses.flatMap(({ bar }) =>
      bar === undefined ? [] : [{ '===': [{ var: `circumstance.${bar}` }, 'yes'] }],
    ),
  ]);
  const satisfying = clauses.flatMap(({ needs }) => Object.values(needs).flat());
  const named = new Set<unknown>([...valuesNamed(rules), ...satisfying]);
  // A satisfying pop-up is written with its kind; the state that carries the kind is told apart by both.
  if (satisfying.some((state) => state.startsWith('poppedUp')))
    for (const kind of POPUP_KINDS) named.add(kind);
  const cases = everyCase(read, named, circumstances);
  if (cases === null)
    return [
      {
        path: '/clauses',
        message: `read so many inputs that more than ${MOST_COMBINATIONS} cases would have to be told apart`,
      },
    ];
  const canPass = new Set<string>();
  const chosen = new Set<string>();
  const faults: MeasureFault[] = [];
  for (const { direction, shown } of cases) {
    const applying = clausesThatApply(measure, direction, shown);
    const [clause] = applying;
    if (clause === undefined || applying.length > 1) {
      const who = applying.map(({ id }) => id).join(' and ') || 'no clause';
      const what = JSON.stringify({
        direction,
        ...pick(shown, read),
        ...(circumstances.size > 0 ? { circumstances: shown.circumstances } : {}),
      });
      const at = clause === undefined ? '/clauses' : `/clauses/${clauses.indexOf(clause)}/appliesWhen`;
      faults.push({ path: at, message: `to ${what} applies ${who}; exactly one clause must apply` });
      continue;
    }
    if (clause.bar !== undefined && shown.circumstances?.[clause.bar] !== 'yes') {
      faults.push({
        path: `/clauses/${clauses.indexOf(clause)}/bar`,
        message: `applies where ${clause.bar} is ${shown.circumstances?.[clause.bar]}: it would stand in the way of somebody it is not about`,
      });
    }
    if (direction === 'INBOUND' && clause.needs.consent !== undefined && clause.needs.pledge === undefined)
      faults.push({
        path: `/clauses/${clauses.indexOf(clause)}/needs/pledge`,
        message: 'is missing: whoever is received in the city signs; only somebody who leaves it need not',
      });
    chosen.add(clause.id);
    const { states } = judgeUnderClause(measure, clause.id, { direction, shown, ageYears: null });
    const isOpen = EVIDENCE_PARTS.every((part) => !read.has(part) || states[part].satisfies);
    if (isOpen && clause.bar === undefined) canPass.add(clause.id);
  }
  if (faults.length > 0) return firstOfEach(faults);
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

/** The first fault at each place, and how many more there are of its kind: one missing condition is thousands of cases. */
function firstOfEach(faults: readonly MeasureFault[]): MeasureFault[] {
  const byPath = new Map<string, MeasureFault[]>();
  for (const fault of faults) byPath.set(fault.path, [...(byPath.get(fault.path) ?? []), fault]);
  return [...byPath].flatMap(([path, [first, ...more]]) =>
    first === undefined
      ? []
      : [
          {
            path,
            message: more.length === 0 ? first.message : `${first.message} (and ${more.length} cases more)`,
          },
        ],
  );
}

function pick(shown: object, parts: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(shown).filter(([part]) => parts.has(part)));
}

function faultsOfExamples(measure: Measure): MeasureFault[] {
  const { examples, clauses, describes, circumstances = [], duties = [] } = measure;
  const from = readInstant(describes.from) ?? 0;
  const to = readInstant(describes.to) ?? 0;
  const shownBy = new Set(examples.map(({ expect }) => expect.clause));
  const everyFacts = examples.flatMap(({ facts }) => readFacts(facts, '').facts ?? []);
  const seen = new Set(
    everyFacts.flatMap((facts) =>
      Object.entries(judgeCircumstances(measure, facts)).flatMap(([id, state]) =>
        state === 'yes' ? [id] : [],
      ),
    ),
  );
  const bound = new Set(everyFacts.flatMap((facts) => dutiesOf(measure, facts).map(({ duty }) => duty.id)));
  return [
    ...circumstances.flatMap(({ id }, n) =>
      seen.has(id)
        ? []
        : [{ path: `/circumstances/${n}/id`, message: `${id} is the case in no worked example` }],
    ),
    ...duties.flatMap(({ id }, n) =>
      bound.has(id) ? [] : [{ path: `/duties/${n}/id`, message: `${id} binds nobody in a worked example` }],
    ),
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
