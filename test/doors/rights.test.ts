/**
 * Who may: every address × everybody, held against a table written by hand.
 *
 * The short form asks a case that is received, where nearly every command is refused by its state, so that one case
 * serves all; `EXAM=1` asks each command in a state that takes it.
 */
import { listBody } from '../evidence/issuers.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_TYPES, type CommandType, commandRow } from '../../src/contract/commands.ts';
import { REFUSALS } from '../../src/contract/refusals.ts';
import { type Role, ROLE_NAMES, TERMINAL_OF, type Terminal } from '../../src/contract/roles.ts';
import { dayInBeijing } from '../../src/contract/counts.ts';
import { commandPath, type Route, ROUTES } from '../../src/contract/routes.ts';
import { VIEW_NAMES } from '../../src/contract/views.ts';
import type { Answer } from '../terminals/app.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import { GOOD } from './good.ts';
import { PRINCIPAL_NAMES, principal, type PrincipalName, proofOf } from './principals.ts';
import {
  type Cell,
  commandOf,
  differences,
  givenBy,
  shownBy,
  keyOfLine,
  keyOfRoute,
  type Line,
  readTable,
  rightsInCode,
  viewDifferences,
  viewsInCode,
} from './rights-table.ts';
import { builtScreens } from '../../src/terminals/pages/built-screens.ts';
import { chance } from './chance.ts';
import * as ways from './town.ts';
import { openTown, type Town } from './town.ts';

const EXAM = process.env['EXAM'] === '1';
const SEED = Number(process.env['SEED'] ?? 20_221_127);
const TABLE = readTable('rights.csv');
const GIVEN = givenBy(TABLE);
const SHOWN = shownBy(TABLE);
const lineOf = new Map(TABLE.map((line) => [keyOfLine(line), line]));

/** What lies where, so that everybody has something of their own and something of another's. */
interface Ground {
  readonly received: string;
  readonly far: string;
  readonly stop: string;
  readonly held: string;
  readonly paper: string;
  /** The link of the traveller whose document is held; a newer one would make it void. */
  readonly link: string;
  /** The row that a view shows to those who may see it. */
  readonly keys: Readonly<Record<string, string>>;
}

let town: Town;
let ground: Ground;

beforeAll(async () => {
  town = await openTown();
  ground = await lay(town);
});
afterAll(() => town?.close());

async function lay(town: Town): Promise<Ground> {
  const [received, far, stop, held, escalated, disputed, released, proposed, deposited] = await Promise.all([
    ways.received(town),
    ways.askedFar(town),
    ways.stop(town),
    ways.held(town),
    ways.askedStreet(town),
    ways.askedAbove(town),
    ways.released(town),
    ways.proposed(town),
    ways.deposited(town),
  ]);
  const shift = await town.shift('wen', 'K-NORTH');
  await town.did('wen', 'openPersonalData', escalated, { fields: ['document'], purpose: 'identityCheck' });
  await town.did('han', 'openPersonalData', far, { fields: ['document'], purpose: 'identityCheck' });
  const firstOf = async (view: string) => {
    const { body } = await town.ask(await town.proof('first'), {
      method: 'GET',
      url: `/api/admin/views/${view}`,
    });
    return (body as unknown as { rows: { key: string }[] }).rows[0]?.key ?? '';
  };
  return {
    received,
    far,
    stop,
    held,
    paper: await paperOf(town, held),
    link: (await town.app.auth.links.traveller(held, '1234')).link,
    keys: {
      queue: escalated,
      stops: stop,
      shifts: shift,
      // A place of its own: nobody at a community sees who stands at a checkpoint.
      'community shifts': await town.shift('willow', 'C-WILLOW'),
      handoffPage: escalated,
      requests: escalated,
      expectedArrivals: released,
      officeAnswers: released,
      openHolds: held,
      disputes: disputed,
      awaitingRuling: proposed,
      overdue: deposited,
      pledges: released,
      counts: `${dayInBeijing(town.now)}.K-NORTH`,
      pledgeReviews: escalated,
      openings: escalated,
      accounts: town.account('wen'),
      directoryEntries: 'K-NORTH',
      directoryChanges: await firstOf('directoryChanges'),
      measures: await firstOf('measures'),
      announcements: await firstOf('announcements'),
      trustLists: (await town.did('first', 'proposeTrustList', null, listBody({ issuedAt: town.now })))
        .streamId,
      channels: (await GOOD.tryOfficeChannel.at?.(town, '')) ?? '',
      overlaps: await ways.overlap(town),
      travellerPage: escalated,
    },
  };
}

/** The receipt for a held document, once it is drawn. */
async function paperOf(town: Town, handoff: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    await town.app.house.settle();
    const row = await town.app.house.storage.read
      .selectFrom('papers')
      .select('paper_id')
      .where('stream_id', '=', handoff)
      .executeTakeFirst();
    if (row !== undefined) return row.paper_id;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error('No receipt was drawn.');
}

/** An answer as the table says it. Only what the doors and the rights say counts; every other "no" is the case's own. */
function cellOf({ status, body, text }: Answer, isSignIn = false): Cell {
  const code = body.error?.code;
  if (status >= 500) throw new Error(`The house erred: ${status} ${text}`);
  if (status === 403 && code === 'originIsOurs') throw new Error('The test sent no origin.');
  // A page says its "no" in words, without a code.
  if (code === undefined && (status === 401 || status === 403 || status === 404)) return `${status}`;
  if (status === 401 && (code === 'notSignedIn' || (code === 'signInFailed' && isSignIn))) return '401';
  if (status === 403 && code === 'roleMayTry') return '403';
  if (status === 404 && code === 'thingIsKnown') return '404';
  if (code !== undefined && !Object.hasOwn(REFUSALS, code)) throw new Error(`An unknown refusal: ${code}`);
  return 'ok';
}

type Asking = (name: PrincipalName) => Promise<Cell>;

/** How a command is asked by everybody: the same body to the same stream, each for their own office. */
async function commandAsking(path: string, type: CommandType, terminal: Terminal | null): Promise<Asking> {
  const good = GOOD[type];
  const row = commandRow(type);
  const isOfHandoff = row.stream === 'handoff' || row.stream === 'trust';
  const who = typeof good.who === 'string' ? good.who : (good.who[terminal ?? 'checkpoint'] ?? '');
  const id = await (async () => {
    if (row.starts === true) return '';
    // A transfer awaits the other community, which is nobody's "own" here.
    if (isOfHandoff && (!EXAM || type === 'acceptTransfer')) return ground.received;
    if (row.stream === 'stop' && !EXAM) return ground.stop;
    return (await good.at?.(town, who)) ?? '';
  })();
  const body = (await good.body?.(town, id, terminal ?? 'checkpoint')) ?? {};
  const basedOn = row.dependsOn === undefined ? {} : { basedOn: await town.version(id) };
  return async (name) => {
    const { office } = principal(name);
    const answer = await town.ask(await proofOf(town, name, id, ground.far), {
      method: 'POST',
      url: path.replace(':id', id),
      payload: {
        body: {
          ...body,
          ...('office' in body && office !== undefined && row.stream === 'handoff' ? { office } : {}),
          // The other community must stay a stranger to the case.
          ...(type === 'requestTransfer' ? { to: 'S-RIVER' } : {}),
          // A sign-in name is taken once.
          ...('signIn' in body ? { signIn: `new-${town.fresh()}` } : {}),
        },
        commandId: uuid({ msecs: town.now }),
        ...basedOn,
        ...(good.second === undefined ? {} : { stepUp: await town.token(good.second, type, id) }),
      },
    });
    return cellOf(answer);
  };
}

function viewAsking(route: Route & { kind: 'view' }): Asking {
  const key = ground.keys[`${route.terminal} ${route.view}`] ?? ground.keys[route.view] ?? '';
  return async (name) => {
    const url = route.one ? route.path.replace(':key', key) : `${route.path}?limit=200`;
    const answer = await town.ask(await proofOf(town, name, key, ground.far), { method: 'GET', url });
    if (route.one || answer.status !== 200) return cellOf(answer);
    const { rows } = answer.body as unknown as { rows: { key: string }[] };
    return rows.some((row) => row.key === key) ? 'ok' : 'none';
  };
}

async function liveAsking(name: PrincipalName): Promise<Cell> {
  const answer = await town.live(await proofOf(town, name, ground.received, ground.far));
  if (answer === 401 || answer === 403) return `${answer}`;
  if (typeof answer === 'number') throw new Error(`The feed was refused with ${answer}.`);
  answer.terminate();
  return 'ok';
}

/** How the few other addresses are asked. Whatever a body must say is true of whoever sends it. */
function plainAsking({ name: plain, path, method, terminal }: Route & { kind: 'plain' }): Asking {
  const proof = (name: PrincipalName) => proofOf(town, name, ground.held, ground.far);
  const at = async (name: PrincipalName, url: string, payload?: object, isSignIn = false) =>
    cellOf(
      await town.ask(isSignIn ? {} : await proof(name), {
        method,
        url,
        ...(payload === undefined ? {} : { payload }),
      }),
      isSignIn,
    );
  const claim = (name: PrincipalName) => ({
    name: signInName(principal(name).name ?? 'nobody'),
    password: PASSWORD,
  });
  const token = 'x'.repeat(43);
  switch (plain) {
    case 'signIn':
      return (name) => at(name, path, claim(name), true);
    case 'travellerSignIn':
      return async (name) => {
        const isTheirs = name === 'traveller' || name === 'traveller/other';
        const handoff = name === 'traveller' ? ground.received : ground.far;
        const link = isTheirs ? (await town.app.auth.links.traveller(handoff, '1234')).link : token;
        return at(name, path, { link, lastFour: '1234' }, true);
      };
    case 'travellerPage':
      // Whoever has only the link is asked for more.
      return async (name) => {
        const answer = await town.ask(await proof(name), {
          method,
          url: path.replace(':token', ground.link),
        });
        const cell = cellOf(answer);
        return cell === 'ok' && answer.text.includes('name="lastFour"') ? 'none' : cell;
      };
    case 'travellerAnswers':
      return async (name) => {
        const handoff = name === 'traveller' ? ground.received : ground.far;
        const isTheirs = name === 'traveller' || name === 'traveller/other';
        const link = isTheirs ? (await town.app.auth.links.traveller(handoff, '1234')).link : token;
        return at(name, path.replace(':token', link), { lastFour: '1234' }, true);
      };
    case 'travellerSends':
      // A form that says what stands already; who did not come in by this link is asked to.
      return async (name) => {
        const isTheirs = name === 'traveller' || name === 'traveller/other';
        const handoff = name === 'traveller' ? ground.received : ground.far;
        const link = isTheirs ? (await town.app.auth.links.traveller(handoff, '1234')).link : token;
        const given = await proofOf(town, name, ground.received, ground.far);
        const payload = { commandId: uuid({ msecs: town.now }), basedOn: '1', words: 'x' };
        return cellOf(
          await town.ask(given, {
            method,
            url: path.replace(':token', link).replace(':command', 'addStatement'),
            payload,
          }),
        );
      };
    case 'signOut':
      return async (name) => {
        // Whoever signs out is gone: a session of its own for that.
        const { role, name: short } = principal(name);
        const account =
          short === undefined ? undefined : town.app.house.spine.registry.accounts.get(town.account(short));
        const grant = account?.status === 'active' ? account.grants[0] : undefined;
        if (grant === undefined) return at(name, path);
        const { token: fresh } = await town.app.auth.sessions.begin(
          town.account(short ?? ''),
          TERMINAL_OF[role as Role] as Terminal,
          grant,
        );
        return cellOf(await town.ask({ cookie: `guicheng=${fresh}` }, { method, url: path }));
      };
    case 'stepUp':
      return (name) => at(name, path, { ...claim(name), forCommand: 'holdDocument', streamId: ground.held });
    case 'beginSecondFactor':
      return (name) => at(name, path, { password: PASSWORD });
    case 'confirmSecondFactor':
      return (name) => at(name, path, { totp: '000000' });
    case 'witnessCode':
      return (name) => at(name, path.replace(':id', ground.received), {});
    case 'travellerLink':
      return (name) => at(name, path.replace(':id', ground.received), { lastFour: '1234' });
    case 'enrolmentLink':
      return (name) => at(name, path.replace(':id', town.account('wen')), {});
    case 'refusedAttempts':
      return (name) => at(name, path);
    case 'communityFigures':
    case 'communityFiguresFile':
      return (name) => at(name, `${path}?from=2022-11-08&to=2022-11-08&under=S-RIVER`);
    case 'likeCases':
      return (name) => at(name, `${path}?from=2022-11-08&to=2022-11-08&of=facts`);
    case 'officeHistory':
    case 'staff':
      return (name) => at(name, `${path}?office=C-WILLOW`);
    case 'tryMeasure':
      return (name) => at(name, path, { text: '{}' });
    case 'measureText':
      return (name) => at(name, path.replace(':id', ground.keys['measures'] ?? ''));
    case 'checkTrustList':
      return (name) => at(name, path, { text: '{}' });
    case 'readTrustList':
      return (name) => at(name, path.replace(':id', ground.keys['trustLists'] ?? ''));
    case 'directoryPreview':
      return (name) => at(name, path, { file: Buffer.from('code,zh\n990101,云河区').toString('base64') });
    case 'releaseSlip':
      return (name) => at(name, path, { code: '2222-2222-2222' });
    case 'communitySearch':
      return (name) => at(name, path, { address: '柳巷一号院' });
    case 'directoryChange':
      return (name) => at(name, path.replace(':id', ground.keys['directoryChanges'] ?? ''));
    case 'readBackCodes':
      return (name) => at(name, path.replace(':id', ground.held));
    case 'verifyCertificate':
      return (name) => at(name, path.replace(':id', ground.held), { certificate: 'HC1:' });
    case 'timeline':
    case 'pledgeText':
    case 'paper':
      return async (name) => {
        // An office has a page of what it was asked about.
        const url = path.replace(
          ':id',
          terminal === 'community' ? (ground.keys['pledges'] ?? '') : ground.held,
        );
        if (terminal !== 'community') return at(name, url.replace(':paper', ground.paper));
        const released = ground.keys['pledges'] ?? '';
        const paper = plain === 'paper' ? await paperOf(town, released) : '';
        return at(name, url.replace(':paper', paper));
      };
    case 'enrol':
      return async (name) => {
        const account = await GOOD.confirmAccount.at?.(town, '');
        const { link } = await town.app.auth.links.enrolment(account ?? '');
        return at(name, path, { link, password: PASSWORD });
      };
    case 'live':
      return liveAsking;
    case 'release':
      return (name) => at(name, path.replace(':token', token));
    case 'screenAsset':
      return (name) => at(name, builtScreens()?.entry('checkpoint')?.scripts[0] ?? path);
    case 'livez':
    case 'readyz':
    case 'metrics':
    case 'openapi':
    case 'docs':
    case 'officeNames':
    case 'directoryTemplate':
    case 'frontPage':
    case 'deskPage':
    case 'draftKey':
    case 'channelStates':
    case 'measureInForce':
    case 'sources':
    case 'enrolPage':
    case 'screenMark':
    case 'enrolScript':
    case 'me':
      return (name) => at(name, path);
    default:
      throw new Error(`Nobody knows how to ask ${plain}.`);
  }
}

async function askingOf(route: Route): Promise<Asking> {
  if (route.kind === 'command') return commandAsking(route.path, route.command, route.terminal);
  if (route.kind === 'view') return viewAsking(route);
  if (route.name === 'sourceAnswer') return commandAsking(route.path, 'recordSourceAnswer', null);
  if (route.name === 'lateResult') return commandAsking(route.path, 'recordLateResult', null);
  return plainAsking(route);
}

describe('who may', () => {
  test('every address has a line in the table, and every line an address', () => {
    const routes = ROUTES.map(keyOfRoute);
    expect(
      routes.filter((key) => !lineOf.has(key)),
      'addresses without a line',
    ).toEqual([]);
    expect(
      [...lineOf.keys()].filter((key) => !routes.includes(key)),
      'lines without an address',
    ).toEqual([]);
    expect(lineOf.size).toBe(TABLE.length);
  });

  test('the table and the rights in the code say the same', () => {
    expect(differences(GIVEN, rightsInCode)).toEqual([]);
    expect(viewDifferences(SHOWN, viewsInCode())).toEqual([]);
  });

  test('no right can be taken away, given, or widened without the table noticing', () => {
    let tried = 0;
    const unnoticed: string[] = [];
    for (const command of COMMAND_TYPES)
      for (const role of ROLE_NAMES) {
        const { [role]: reach, ...rest } = rightsInCode[command];
        const changed = [
          reach === undefined ? { ...rest, [role]: 'own' } : rest,
          { ...rest, [role]: reach === 'any' ? 'own' : 'any' },
        ];
        for (const rights of changed) {
          tried += 1;
          if (differences(GIVEN, { ...rightsInCode, [command]: rights }).length === 0)
            unnoticed.push(`${command} × ${role}`);
        }
      }
    const views = viewsInCode();
    for (const view of VIEW_NAMES)
      for (const role of ROLE_NAMES) {
        tried += 1;
        const roles = views[view].includes(role)
          ? views[view].filter((one) => one !== role)
          : [...views[view], role];
        if (viewDifferences(SHOWN, { ...views, [view]: roles }).length === 0)
          unnoticed.push(`${view} × ${role}`);
      }
    expect(unnoticed).toEqual([]);
    expect(tried).toBeGreaterThan(2_000);
  });

  const terminals = [...new Set(ROUTES.map(({ terminal }) => terminal))];
  for (const terminal of terminals)
    test(`everybody at ${terminal ?? 'no terminal'}`, { timeout: 300_000 }, async () => {
      const wrong: string[] = [];
      const routes = ROUTES.filter((route) => route.terminal === terminal);
      for (const route of routes) {
        const line = lineOf.get(keyOfRoute(route));
        if (line === undefined) continue;
        const asking = await askingOf(route);
        const cells = await Promise.all(PRINCIPAL_NAMES.map(asking));
        for (const [n, name] of PRINCIPAL_NAMES.entries())
          if (cells[n] !== line.cells[name])
            wrong.push(`${keyOfLine(line)} × ${name}: should be ${line.cells[name]}, is ${cells[n]}`);
      }
      expect(wrong).toEqual([]);
    });

  test('a change of a right in the code is felt at the door', { timeout: 120_000 }, async () => {
    const next = chance(SEED);
    const felt = TABLE.flatMap((line) => changesOf(line)).filter(() => next() < (EXAM ? 0.4 : 0.08));
    expect(felt.length, `seed ${SEED}`).toBeGreaterThan(5);
    const unfelt: string[] = [];
    for (const { line, command, role, reach, asked } of felt) {
      const route = ROUTES.find((one) => keyOfRoute(one) === keyOfLine(line)) as Route;
      const before = rightsInCode[command];
      const { [role]: _, ...rest } = before;
      rightsInCode[command] = reach === null ? rest : { ...rest, [role]: reach };
      try {
        const cell = await (await askingOf(route))(asked);
        if (cell === line.cells[asked]) unfelt.push(`${keyOfLine(line)} × ${role} as ${reach ?? 'no right'}`);
      } finally {
        rightsInCode[command] = before;
      }
    }
    expect(unfelt, `seed ${SEED}`).toEqual([]);
  });
});

/** Who may stand in as the second person. Whoever is not named has no say in it, whatever their password proves. */
const SECOND: Readonly<Record<string, readonly PrincipalName[]>> = {
  holdDocument: ['officer', 'superior'],
  depositDocument: ['superior'],
  correctEvidence: ['officer', 'superior'],
  takeOverHandoff: ['officer', 'superior'],
  legalHold: ['supervisor'],
  erasePerson: ['administrator'],
  eraseAccount: ['administrator'],
  grantRole: ['administrator'],
  registerChannel: ['administrator'],
  registerOfficeChannel: ['administrator'],
  recordAnnouncement: ['administrator'],
  endAnnouncement: ['administrator'],
};
/** Who sends it, so that every principal can be the second. */
const FIRST: Readonly<Record<string, string>> = { admin: 'first', supervisor: 'dong', checkpoint: 'bai' };

describe('who may be the second person', () => {
  test('the table names every command that needs one', () => {
    const needing = COMMAND_TYPES.filter((type) => commandRow(type).secondPerson === true);
    expect(Object.keys(SECOND).sort()).toEqual([...needing].sort());
  });

  test('only somebody who may do it here themselves', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const [type, may] of Object.entries(SECOND) as [CommandType, readonly PrincipalName[]][]) {
      const terminal = commandRow(type).at[0] as Terminal;
      const good = GOOD[type];
      const id = (await good.at?.(town, '')) ?? null;
      const body = (await good.body?.(town, id ?? '', terminal)) ?? {};
      const staff = PRINCIPAL_NAMES.filter((name) => principal(name).name !== undefined);
      // Whoever may goes last: the command is done then.
      for (const name of staff.toSorted((a, b) => Number(may.includes(a)) - Number(may.includes(b)))) {
        const answer = await town.ask(await town.proof(FIRST[terminal] ?? ''), {
          method: 'POST',
          url: commandPath(terminal, type).replace(':id', id ?? ''),
          payload: {
            body,
            commandId: uuid({ msecs: town.now }),
            stepUp: await town.token(principal(name).name ?? '', type, id),
          },
        });
        if ((answer.status !== 403) !== may.includes(name))
          wrong.push(`${type} with ${name}: ${answer.status} ${answer.text}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

interface ChangeOfRight {
  readonly line: Line;
  readonly command: CommandType;
  readonly role: Role;
  readonly reach: string | null;
  /** Whose cell must turn. */
  readonly asked: PrincipalName;
}

/** Each right of a line taken away or widened, and each that is not there given. */
function changesOf(line: Line): ChangeOfRight[] {
  const command = commandOf(line);
  if (command === null) return [];
  return PRINCIPAL_NAMES.flatMap((asked): ChangeOfRight[] => {
    const { role } = principal(asked);
    if (role === undefined || TERMINAL_OF[role] !== line.terminal) return [];
    const change = { line, command, role, asked };
    switch (line.cells[asked]) {
      case 'ok':
        return GIVEN[command][role] === 'no' ? [] : [{ ...change, reach: null }];
      case '403':
        return [{ ...change, reach: 'any' }];
      case '404':
        // An office speaks for itself alone, however far it reaches.
        return line.terminal === 'community' ? [] : [{ ...change, reach: 'any' }];
      default:
        return [];
    }
  });
}
