/**
 * One fault at a time: what can be wrong with a request that is otherwise good.
 *
 * Each fault makes a request that is good but for itself, or gives null where there is nothing of that kind to get
 * wrong. Which field, and how, is left to chance.
 */
import { v4, v7 as uuid } from 'uuid';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';

type Fields = Record<string, unknown>;

/** Something good to send. */
export interface Sound<Sent extends Fields = Fields> {
  readonly method: string;
  /** The address with its ids in place. */
  readonly url: string;
  /** What is sent, anew each time. */
  readonly sent: () => Promise<Sent>;
  /** Methods that this address does not know. */
  readonly otherMethods: readonly string[];
  readonly isWellShaped: (sent: unknown) => boolean;
  /** How many bytes are taken there, where it is more than `MOST_TAKEN`. */
  readonly takes?: number | undefined;
}

const MOST_TAKEN = 2 * 1024 * 1024;

/** A good command, and what there is to put in its place. */
export interface SoundCommand extends Sound<{ body: Fields; commandId: string } & Fields> {
  readonly type: CommandType;
  readonly id: string | null;
  readonly now: number;
  /** Streams of the sender's own that do not take this command as they stand, and how it is sent to them. */
  readonly outOfOrder: readonly { readonly id: string; readonly sent: () => Promise<Fields> }[];
  /** A stream of another district, and one of another kind. */
  readonly foreign: readonly string[];
  /** A token that was given for another command. */
  readonly otherToken: () => Promise<string>;
}

export interface Sending {
  readonly url: string;
  readonly method: string;
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What alone may be answered, where more is known than that it is a refusal. */
  readonly code?: readonly string[];
}

export type Chance = () => number;
export type Fault<S extends Sound = Sound> = (sound: S, next: Chance) => Promise<Sending | null>;

const JSON_TYPE = { 'content-type': 'application/json' };

const raw = ({ method, url }: Sound, payload: string, code?: readonly string[]): Sending => ({
  url,
  method,
  payload,
  headers: JSON_TYPE,
  ...(code === undefined ? {} : { code }),
});

export const pick = <T>(next: Chance, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

/** Sends what was changed, if the change broke the shape. */
const misshapen = (sound: Sound, sent: unknown): Sending | null =>
  sound.isWellShaped(sent) ? null : raw(sound, JSON.stringify(sent), ['bodyIsMalformed']);

type Path = readonly (string | number)[];

/** Every field of a value with its path, parents before children. */
function fieldsOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    return [{ path: here, value: inner as unknown }, ...fieldsOf(inner, here)];
  });
}

function withAt(value: unknown, path: Path, put: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return put;
  if (Array.isArray(value))
    return value.map((one, n) => (n === first ? withAt(one, rest, put) : (one as unknown)));
  return { ...(value as Fields), [first]: withAt((value as Fields)[first], rest, put) };
}

function without(value: unknown, path: Path): unknown {
  const [first, ...rest] = path;
  const { [String(first)]: inner, ...others } = value as Fields;
  return rest.length === 0 ? others : { ...others, [String(first)]: without(inner, rest) };
}

/** A change of one field of what is sent, tried on fields in a random order until one breaks the shape. */
const changing =
  (change: (value: unknown, next: Chance) => unknown): Fault =>
  async (sound, next) => {
    const sent = await sound.sent();
    const fields = fieldsOf(sent)
      .map((field) => ({ field, order: next() }))
      .sort((a, b) => a.order - b.order);
    for (const { field } of fields) {
      const put = change(field.value, next);
      if (put === undefined) continue;
      const sending = misshapen(sound, withAt(sent, field.path, put));
      if (sending !== null) return sending;
    }
    return null;
  };

/** Replaces a field by raw JSON text that JSON.stringify would not write. */
async function withText(
  sound: Sound,
  next: Chance,
  text: string,
  code?: readonly string[],
): Promise<Sending | null> {
  const sent = await sound.sent();
  const fields = fieldsOf(sent);
  if (fields.length === 0) return null;
  const field = pick(next, fields);
  const marked = JSON.stringify(withAt(sent, field.path, '@@here@@'));
  return raw(
    sound,
    marked.replace('"@@here@@"', () => text),
    code,
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
const deep = (open: string, close: string, depth: number) => open.repeat(depth) + '1' + close.repeat(depth);

/** Keys that mean something to JavaScript and nothing to us. */
const STRANGE_KEYS = ['toString', 'hasOwnProperty', 'valueOf', '', ' ', '$ref', 'type', 'a.b', '中'];

/** An id that is none. */
export const oddId = (id: string, next: Chance) =>
  pick(
    next,
    [
      'abc',
      '%00',
      '..%2f..%2fetc',
      v4(),
      id.toUpperCase(),
      `${id}x`,
      '%ff',
      '%',
      '%20',
      "'--",
      'null',
      'x'.repeat(250),
      id.replaceAll('-', ''),
      '__proto__',
    ].filter((odd) => odd !== id),
  );

/** What can be wrong with any JSON that is sent. */
export const BODY_FAULTS = {
  unknownFieldOnTop: async (sound, next) =>
    misshapen(sound, { ...(await sound.sent()), [pick(next, STRANGE_KEYS)]: 1 }),
  unknownFieldNested: changing((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, surplus: 1 }
      : undefined,
  ),
  wrongType: changing((value, next) =>
    pick(
      next,
      ([null, true, 7, 1.5, 'seven', [], {}, [[]]] as unknown[]).filter(
        (other) => typeof other !== typeof value,
      ),
    ),
  ),
  wrapped: changing((value, next) => pick<unknown>(next, [[value], { value }])),
  missingField: async (sound, next) => {
    const sent = await sound.sent();
    const broken = fieldsOf(sent)
      .filter(({ path }) => path.every((step) => typeof step === 'string'))
      .map(({ path }) => without(sent, path))
      .filter((one) => !sound.isWellShaped(one));
    if (broken.length === 0) return null;
    return raw(sound, JSON.stringify(pick(next, broken)), ['bodyIsMalformed']);
  },
  outOfRange: changing((value, next) => {
    if (typeof value === 'number')
      return pick(next, [-1, 0.5, Number.MAX_SAFE_INTEGER + 2, 1e300, -1e300, 9e15, 1e21]);
    if (Array.isArray(value))
      return pick<unknown[]>(next, [
        Array.from({ length: 500 }, (_, n) => (value[0] as unknown) ?? n),
        [...(value as unknown[]), ...(value as unknown[])],
      ]);
    return undefined;
  }),
  unknownCode: changing((value, next) =>
    isText(value) ? pick(next, ['nonsense', `${value} `, value.toUpperCase(), '', 'ÿ', '−1']) : undefined,
  ),
  tooLong: changing((value, next) =>
    isText(value) ? pick(next, ['长', 'x', '7', '😀']).repeat(pick(next, [3_000, 12_000])) : undefined,
  ),
  huge: async (sound, next) => {
    const filler = 'x'.repeat(Math.max(MOST_TAKEN, sound.takes ?? 0) + pick(next, [1, 1024 * 1024]));
    return raw(sound, JSON.stringify({ ...(await sound.sent()), filler }), ['bodyIsSmallEnough']);
  },
  numberAsText: changing((value) => (typeof value === 'number' ? String(value) : undefined)),
  textAsNumber: changing((value, next) => (isText(value) ? pick(next, [0, 1, -1, 1e9]) : undefined)),
  nul: async (sound, next) => {
    const sent = await sound.sent();
    const texts = fieldsOf(sent).filter(({ value }) => isText(value));
    if (texts.length === 0) return null;
    const { path, value } = pick(next, texts);
    return raw(sound, JSON.stringify(withAt(sent, path, `${String(value)}\u0000`)), ['bodyIsMalformed']);
  },
  loneSurrogate: async (sound, next) => {
    const sent = await sound.sent();
    const texts = fieldsOf(sent).filter(({ value }) => isText(value));
    if (texts.length === 0) return null;
    const { path, value } = pick(next, texts);
    const marked = JSON.stringify(withAt(sent, path, '@@here@@'));
    const text =
      JSON.stringify(value).slice(0, -1) + pick(next, ['\\ud800', '\\udfff', '\\udc00\\ud800']) + '"';
    return raw(
      sound,
      marked.replace('"@@here@@"', () => text),
      ['bodyIsMalformed'],
    );
  },
  prototypeKey: async (sound, next) => {
    const key = pick(next, [
      '"__proto__":{"isAdmin":true}',
      '"constructor":{"prototype":{"x":1}}',
      '"__proto__":null',
      '"\\u005f_proto__":{}',
    ]);
    const text = JSON.stringify(await sound.sent());
    // Into one of the objects that are sent.
    const objects = [...text.matchAll(/(?<=^|":)\{(\}?)/g)];
    const { index, 1: end } = pick(next, objects);
    return raw(sound, `${text.slice(0, index + 1)}${key}${end === '}' ? '' : ','}${text.slice(index + 1)}`, [
      'bodyIsMalformed',
    ]);
  },
  deepNesting: (sound, next) =>
    withText(sound, next, pick(next, [deep('[', ']', 10_000), deep('{"a":', '}', 5_000)]), [
      'bodyIsMalformed',
    ]),
  notANumber: (sound, next) =>
    withText(
      sound,
      next,
      pick(next, ['NaN', 'Infinity', '-', '01', '1e', '0x10', '.5', 'undefined', "'x'"]),
      ['bodyIsMalformed'],
    ),
  brokenJson: async (sound, next) => {
    const text = JSON.stringify(await sound.sent());
    return raw(
      sound,
      pick(
        next,
        [
          text.slice(0, Math.floor(next() * text.length)),
          `${text}}`,
          `${text}${text}`,
          text.replace(/\}$/, ',}'),
          text.replaceAll('"', "'"),
          `// note\n${text}`,
          `\u0000${text}`,
          ` ${' '.repeat(200)}`,
          'null',
          '[]',
          '7',
          `[${text}]`,
          JSON.stringify(text),
        ].filter((broken) => broken !== text),
      ),
      ['bodyIsMalformed'],
    );
  },
  duplicateKey: async (sound, next) => {
    const sent = await sound.sent();
    const names = Object.keys(sent);
    if (names.length === 0) return null;
    // The last one counts, and this one is wrong.
    const again = `,${JSON.stringify(pick(next, names))}:${pick(next, ['null', '[1]', '7.5'])}}`;
    return raw(sound, JSON.stringify(sent).replace(/\}$/, again), ['bodyIsMalformed']);
  },
  notJson: async (sound, next) => {
    const type = pick(next, [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'text/html',
      'application/jsonx',
      'x',
      '',
    ]);
    return {
      ...raw(sound, JSON.stringify(await sound.sent()), ['bodyIsJson']),
      headers: { 'content-type': type },
    };
  },
  notEncoded: async (sound, next) => {
    const headers = { ...JSON_TYPE, 'content-encoding': pick(next, ['gzip', 'br', 'deflate']) };
    return { ...raw(sound, '\u001f\u008b\u0008\u0000garbage', ['bodyIsMalformed', 'bodyIsJson']), headers };
  },
  wrongMethod: async (sound, next) => ({
    ...raw(sound, JSON.stringify(await sound.sent()), ['thingIsKnown', 'bodyIsSmallEnough']),
    method: pick(next, sound.otherMethods),
  }),
} as const satisfies Record<string, Fault>;

/** What can be wrong with a command beyond that. */
const OF_A_COMMAND = {
  unknownFieldInBody: async (sound, next) => {
    const sent = await sound.sent();
    return misshapen(sound, {
      ...sent,
      body: { ...sent.body, [`${pick(next, STRANGE_KEYS)}x`]: pick(next, [1, null, {}, 'x']) },
    });
  },
  bodyOfAnotherKind: async (sound, next) => {
    const sent = await sound.sent();
    return misshapen(sound, { ...sent, body: pick<unknown>(next, [null, [], '{}', 0, true, [sent.body]]) });
  },
  malformedPathId: async (sound, next) => {
    if (sound.id === null) return null;
    const url = sound.url.replace(sound.id, oddId(sound.id, next));
    return { ...raw(sound, JSON.stringify(await sound.sent()), ['thingIsKnown']), url };
  },
  unknownPathId: async (sound) => {
    if (sound.id === null) return null;
    const url = sound.url.replace(sound.id, uuid({ msecs: sound.now }));
    // A second person's proof is for one stream alone.
    return {
      ...raw(sound, JSON.stringify(await sound.sent()), ['thingIsKnown', 'secondPersonIsProved']),
      url,
    };
  },
  foreignPathId: async (sound, next) => {
    if (sound.id === null) return null;
    const url = sound.url.replace(sound.id, pick(next, sound.foreign));
    return { ...raw(sound, JSON.stringify(await sound.sent())), url };
  },
  foreignIdInBody: async (sound, next) => {
    const sent = await sound.sent();
    const ids = fieldsOf(sent.body).filter(({ value }) => isText(value) && /^[0-9a-f-]{36}$/.test(value));
    // Which paper was handed over is the officer's word; an announcement is looked up.
    if (ids.length === 0 || sound.type === 'handOverPaper') return null;
    const { path } = pick(next, ids);
    const id = pick(next, [...sound.foreign, uuid({ msecs: sound.now })]);
    return raw(sound, JSON.stringify({ ...sent, body: withAt(sent.body, path, id) }));
  },
  malformedCommandId: async (sound, next) => {
    const sent = await sound.sent();
    const odd = [
      '',
      'x',
      v4(),
      sent.commandId.toUpperCase(),
      `${sent.commandId}0`,
      null,
      7,
      [sent.commandId],
      '00000000-0000-0000-0000-000000000000',
    ];
    return raw(sound, JSON.stringify({ ...sent, commandId: pick<unknown>(next, odd) }), ['bodyIsMalformed']);
  },
  commandIdOfAnotherDay: async (sound, next) => {
    const days = pick(next, [-400, -60, -31, 2, 30, 4000]);
    const commandId = uuid({ msecs: sound.now + days * 86_400_000 });
    // The sign-in name or the second person may be asked for first.
    return raw(sound, JSON.stringify({ ...(await sound.sent()), commandId }), ['commandIdIsOfToday']);
  },
  missingBasis: async (sound) => {
    if (commandRow(sound.type).dependsOn === undefined) return null;
    const { basedOn: _, ...sent } = await sound.sent();
    return raw(sound, JSON.stringify(sent), ['saysWhatItRestsOn']);
  },
  staleBasis: async (sound) => {
    if (commandRow(sound.type).dependsOn === undefined) return null;
    // Whether something that matters came in since the first row, the way there decides.
    const stale = [
      'answerCommunity',
      'recordOralAnswer',
      'signPledge',
      'approveException',
      'turnTravellerBack',
    ];
    if (!stale.includes(sound.type)) return null;
    return raw(sound, JSON.stringify({ ...(await sound.sent()), basedOn: 1 }), ['nothingCameInBetween']);
  },
  oddBasis: async (sound, next) => {
    const sent = await sound.sent();
    return misshapen(sound, { ...sent, basedOn: pick<unknown>(next, [0, -1, 1.5, '1', null, [1], 1e300]) });
  },
  basisToCome: async (sound, next) => {
    if (commandRow(sound.type).dependsOn === undefined) return null;
    const basedOn = pick(next, [1_000, Number.MAX_SAFE_INTEGER]);
    return raw(sound, JSON.stringify({ ...(await sound.sent()), basedOn }), ['nothingCameInBetween']);
  },
  timeToCome: async (sound, next) => {
    const occurredAt = sound.now + pick(next, [1, 1_000, 86_400_000, 1e12]);
    return raw(sound, JSON.stringify({ ...(await sound.sent()), occurredAt }), ['timeIsPast']);
  },
  lateWithoutReason: async (sound, next) => {
    const occurredAt = pick(next, [sound.now - 16 * 60_000, sound.now - 86_400_000, 0]);
    return raw(sound, JSON.stringify({ ...(await sound.sent()), occurredAt }), ['lateEntryHasAReason']);
  },
  lateWhereNothingIsLate: async (sound) => {
    if (commandRow(sound.type).late === true) return null;
    const late = { occurredAt: sound.now - 16 * 60_000, lateBecause: 'outage' };
    return raw(sound, JSON.stringify({ ...(await sound.sent()), ...late }), ['lateEntryHasAReason']);
  },
  oddReason: async (sound, next) =>
    misshapen(sound, { ...(await sound.sent()), lateBecause: pick<unknown>(next, ['lazy', '', 1, null]) }),
  outOfOrder: async (sound, next) => {
    if (sound.id === null || sound.outOfOrder.length === 0) return null;
    const { id, sent } = pick(next, sound.outOfOrder);
    return { ...raw(sound, JSON.stringify(await sent())), url: sound.url.replace(sound.id, id) };
  },
  noSecondPerson: async (sound) => {
    if (commandRow(sound.type).secondPerson !== true) return null;
    const { stepUp: _, ...sent } = await sound.sent();
    return raw(sound, JSON.stringify(sent), ['secondPersonIsProved']);
  },
  oddSecondPerson: async (sound, next) => {
    const stepUp = pick(next, [
      'x'.repeat(43),
      'second-person-is-somebody',
      '0'.repeat(200),
      await sound.otherToken(),
    ]);
    const needs = commandRow(sound.type).secondPerson === true;
    // Where nobody is needed, a proof for something else proves nothing and is not asked for.
    if (!needs && stepUp.length === 43 && stepUp !== 'x'.repeat(43)) return null;
    return raw(sound, JSON.stringify({ ...(await sound.sent()), stepUp }), ['secondPersonIsProved']);
  },
} as const satisfies Record<string, Fault<SoundCommand>>;

export const COMMAND_FAULTS: Readonly<Record<string, Fault<SoundCommand>>> = {
  ...BODY_FAULTS,
  ...OF_A_COMMAND,
};
