/** What goes out over a channel, what comes back, and what nobody may find in either. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { CHANNEL_KIND_NAMES, REACHES, type Reaching } from '../../src/contract/channels.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { outgoing } from '../../src/effects/reach-words.ts';
import { send } from '../../src/effects/send.ts';
import { type House, openHouse } from '../../src/house.ts';
import { type Failure, openReceiver, type Receiver } from '../../src/receiver/receiver.ts';
import { laneStates, openStorage, readRows } from '../../src/storage/index.ts';
import { openWorld, PLEDGE_DIGEST, START, type World } from '../commands/world.ts';
import { freshFolder, HOUSE_KEY } from '../storage/engines.ts';

const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const DINGTALK = 'SECcanary0000000000';
const MINUTE_MS = 60_000;

describe('a receiver for trying out answers as the real ones do', () => {
  let receiver: Receiver;
  let now = START;
  beforeAll(async () => {
    receiver = await openReceiver({ port: 0, secret: SECRET, dingTalkSecret: DINGTALK, clock: () => now });
  });
  afterAll(() => receiver.close());
  const message = (id = uuid({ msecs: START })) => ({ id, text: '【归程】试', data: { id } });
  const quick = () => AbortSignal.timeout(5_000);
  const wecom = (key: string) => ({
    kind: 'wecom' as const,
    address: `${receiver.url}/cgi-bin/webhook/send?key=${key}`,
    secret: null,
  });
  const dingtalk = (token: string, secret: string | null = DINGTALK) => ({
    kind: 'dingtalk' as const,
    address: `${receiver.url}/robot/send?access_token=${token}`,
    secret,
  });

  test('a WeCom robot takes twenty in a minute and says 45009 to more', async () => {
    for (let n = 0; n < 20; n += 1)
      expect(await send(wecom('a'), message(), null, now, quick())).toEqual({ isDelivered: true });
    expect(await send(wecom('a'), message(), null, now, quick())).toEqual({
      isDelivered: false,
      error: 'code45009',
      restMs: MINUTE_MS,
    });
    expect(await send(wecom('b'), message(), null, now, quick())).toEqual({ isDelivered: true });
    now += MINUTE_MS;
    expect(await send(wecom('a'), message(), null, now, quick())).toEqual({ isDelivered: true });
  });

  test('a DingTalk robot that got too many is shut for ten minutes', async () => {
    for (let n = 0; n < 20; n += 1) await send(dingtalk('a'), message(), null, now, quick());
    const tooFast = { isDelivered: false, error: 'code130101', restMs: 10 * MINUTE_MS };
    expect(await send(dingtalk('a'), message(), null, now, quick())).toEqual(tooFast);
    now += 9 * MINUTE_MS;
    expect(await send(dingtalk('a'), message(), null, now, quick())).toEqual(tooFast);
    now += 2 * MINUTE_MS;
    expect(await send(dingtalk('a'), message(), null, now, quick())).toEqual({ isDelivered: true });
  });

  test.each([
    ['signed with another secret', () => dingtalk('s', 'SECanother0000000'), 0],
    ['not signed', () => dingtalk('s', null), 0],
    ['signed two hours ago', () => dingtalk('s'), 2 * 60 * MINUTE_MS],
  ])('a DingTalk message %s is not taken', async (_, to, ago) => {
    expect(await send(to(), message(), null, now - ago, quick())).toEqual({
      isDelivered: false,
      error: 'code310000',
    });
  });

  test('a text that is too long is refused by a WeCom robot', async () => {
    const long = { ...message(), text: '长'.repeat(700) };
    expect(await send(wecom('long'), long, null, now, quick())).toMatchObject({ error: 'code40058' });
  });

  test('a webhook and a gateway take what is signed and fresh, and nothing else', async () => {
    const hook = (secret: string) => ({
      kind: 'webhook' as const,
      address: `${receiver.url}/webhook`,
      secret,
    });
    expect(await send(hook(SECRET), message(), null, now, quick())).toEqual({ isDelivered: true });
    expect(await send(hook('another secret, as long as it must be'), message(), null, now, quick())).toEqual({
      isDelivered: false,
      error: 'http401',
    });
    expect(await send(hook(SECRET), message(), null, now - 6 * MINUTE_MS, quick())).toMatchObject({
      error: 'http401',
    });
    const sms = { kind: 'sms' as const, address: '010-00000005', secret: null };
    expect(
      await send(sms, message(), { url: `${receiver.url}/gateway`, secret: SECRET }, now, quick()),
    ).toEqual({
      isDelivered: true,
    });
    expect(await send(sms, message(), null, now, quick())).toEqual({
      isDelivered: false,
      error: 'noGateway',
    });
  });

  test('it fails when it is asked to, and what comes back has a name that tells no address', async () => {
    const fail = (kind: string, how: Failure) =>
      fetch(`${receiver.url}/fail`, { method: 'POST', body: JSON.stringify({ kind, how }) });
    const to = wecom('asked');
    await fail('wecom', 'error');
    expect(await send(to, message(), null, now, quick())).toMatchObject({ error: 'http500' });
    await fail('wecom', 'garbled');
    expect(await send(to, message(), null, now, quick())).toMatchObject({ error: 'garbled' });
    await fail('wecom', 'timeout');
    expect(await send(to, message(), null, now, AbortSignal.timeout(200))).toMatchObject({
      error: 'timeout',
    });
    const away = { ...to, address: 'http://127.0.0.1:9/cgi-bin/webhook/send?key=canary' };
    expect(await send(away, message(), null, now, quick())).toEqual({
      isDelivered: false,
      error: 'unreachable',
    });
    const page = await (await fetch(receiver.url)).text();
    expect(page).toContain('【归程】试');
  });
});

describe('what an office is told', () => {
  const id = '018454f7-3d00-7147-b7c1-3db584aeab7a';
  const link = 'https://guicheng.example/desk/community';

  test('is how many cases, since when, their numbers and where to look', () => {
    const told = (fact: Reaching, n: number, minutes: number) => ({
      fact,
      handoff: `case-${n}`,
      at: START - minutes * MINUTE_MS,
    });
    const { text } = outgoing(
      id,
      'C-WILLOW',
      [told('communityAsked', 1, 12), told('communityAsked', 2, 3), told('travellerReleased', 3, 1)],
      link,
      START,
      (handoff) => handoff.toUpperCase(),
    );
    expect(text.split('\n')).toEqual([
      '【归程】3 件有通知，最早 12 分钟前',
      '待答复 2 件：CASE-1、CASE-2',
      '已放行，待到达 1 件：CASE-3',
      link,
      '通知编号 84AEAB7A（编号相同为重复送达）',
    ]);
  });

  test('about one case leads to that case', () => {
    const { text } = outgoing(
      id,
      'C-WILLOW',
      [{ fact: 'communityAsked', handoff: 'h1', at: START }],
      link,
      START,
      (h) => h,
    );
    expect(text).toContain(`${link}#/request/h1`);
  });

  test('fits into what a robot takes, however much there is of everything', () => {
    const told = (Object.keys(REACHES) as Reaching[]).flatMap((fact) =>
      Array.from({ length: 40 }, () => ({
        fact,
        handoff: uuid({ msecs: START }),
        at: START - 90 * 60 * MINUTE_MS,
      })),
    );
    const number = (handoff: string) => `${handoff.slice(0, 8)}-${handoff.slice(-6)}`.toUpperCase();
    const { text } = outgoing(id, 'C-WILLOW', told, link, START, number);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
  });
});

/** Words that must be found nowhere but where they are sealed. */
const CANARY = {
  name: '金丝雀',
  phone: '19900009911',
  home: '金丝雀巷九十九号',
  words: '金丝雀说过的话',
  key: 'canary-robot-key',
};

describe('a house that reaches offices', () => {
  let world: World;
  let house: House;
  let receiver: Receiver;
  let folder: string;
  const clock = { now: START };
  let failing: (body: string) => Failure | null = () => null;
  const channels = new Map<string, string>();
  const faults: unknown[] = [];
  const place = () => ({
    engine: 'sqlite' as const,
    file: join(folder, 'main.sqlite'),
    keysFile: join(folder, 'keys.sqlite'),
  });
  const openIt = () =>
    openHouse({
      place: place(),
      houseKey: HOUSE_KEY,
      manualClock: () => clock.now,
      witnesses: {
        secondPerson: (token) => Promise.resolve(token.replace(/^second-person-is-/, '')),
        pledgeDigest: () => Promise.resolve(PLEDGE_DIGEST),
      },
      erasuresFile: join(folder, 'erasures.jsonl'),
      publicUrl: 'https://guicheng.example',
      gateway: { url: `${receiver.url}/gateway`, secret: SECRET },
      answerWithinMs: 2_000,
      onFault: (error) => faults.push(error),
    });

  beforeAll(async () => {
    folder = await freshFolder();
    receiver = await openReceiver({
      port: 0,
      secret: SECRET,
      dingTalkSecret: DINGTALK,
      clock: () => clock.now,
      failing: (_, body) => failing(body),
    });
    const storage = await openStorage({ place: place(), houseKey: HOUSE_KEY, clock: () => clock.now });
    world = await openWorld(storage, clock);
    const register = async (kind: string, address: string, secret?: string) => {
      const body = { office: 'C-WILLOW', kind, address, ...(secret === undefined ? {} : { secret }) };
      channels.set(
        kind,
        (await world.did('first', 'registerOfficeChannel', null, body, { second: 'second' })).streamId,
      );
    };
    await register('wecom', `${receiver.url}/cgi-bin/webhook/send?key=${CANARY.key}`);
    await register('dingtalk', `${receiver.url}/robot/send?access_token=${CANARY.key}`, DINGTALK);
    await register('sms', '010-00000005');
    await register('webhook', `${receiver.url}/webhook/${CANARY.key}`, SECRET);
    await world.close();
    await storage.close();
    house = await openIt();
  });
  afterAll(async () => {
    await house.close();
    await receiver.close();
  });

  const act = async (
    who: string,
    type: CommandType,
    streamId: string | null,
    body: object = {},
    second?: string,
  ) => {
    const answered = await house.submit(
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: body as Record<string, unknown>,
        envelope: {
          commandId: uuid({ msecs: clock.now }),
          ...(second === undefined ? {} : { stepUp: `second-person-is-${world.people.get(second) ?? ''}` }),
        },
      },
      world.by(who),
    );
    if (answered.outcome === 'refused') return answered.code;
    return answered.streamId;
  };
  const did: typeof act = async (...args) => {
    const came = await act(...args);
    if (!/^[0-9a-f-]{36}$/.test(came)) throw new Error(`${args[1]} was refused: ${came}`);
    return came;
  };
  const newCase = async () => {
    const stop = await did('wen', 'openStop', null, {
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      travellers: 1,
      direction: 'INBOUND',
    });
    return did('wen', 'openHandoff', null, {
      stopId: stop,
      traveller: 1,
      healthStatus: { shows: 'POPUP', kind: 3 },
      itinerary: { shows: 'GREEN' },
      name: CANARY.name,
      phone: CANARY.phone,
      returnAddress: { division: '990000', text: CANARY.home },
    });
  };
  const deliveries = async (handoff: string) =>
    (await readRows(house.storage.read, { streamKind: 'handoff', streamId: handoff }))
      .filter(({ command }) => command.type === 'recordDelivery')
      .map(({ command }) => command);
  const state = async (kind: string) =>
    (await laneStates(house.storage.read)).find(({ lane }) => lane === channels.get(kind));

  test('tells each channel of the office that is asked, and writes every attempt on the case', async () => {
    const handoff = await newCase();
    await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW', words: CANARY.words });
    await house.settle();
    const said = await deliveries(handoff);
    expect(
      said
        .map(({ channelKind, outcome, told, office, attempts }) => [
          channelKind,
          outcome,
          told,
          office,
          attempts,
        ])
        .sort(),
    ).toEqual(
      [...CHANNEL_KIND_NAMES].sort().map((kind) => [kind, 'delivered', 'communityAsked', 'C-WILLOW', 1]),
    );
    expect(new Set(receiver.arrivals.map(({ kind }) => kind)).size).toBe(4);
    expect(receiver.arrivals.every(({ text }) => text.includes(`/desk/community#/request/${handoff}`))).toBe(
      true,
    );
  });

  test('sends nothing of anybody, and keeps no address in clear', async () => {
    const handoff = await newCase();
    await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW', words: CANARY.words });
    await did('wen', 'cancelRequest', handoff, { because: CANARY.words });
    await house.settle();
    const sent = JSON.stringify(receiver.arrivals);
    for (const word of [CANARY.name, CANARY.phone, CANARY.home, CANARY.words])
      expect(sent).not.toContain(word);
    await house.close();
    const kept = await readFile(join(folder, 'main.sqlite'), 'latin1');
    for (const word of [CANARY.key, DINGTALK, SECRET]) expect(kept.includes(word)).toBe(false);
    expect(JSON.stringify(faults)).not.toContain(CANARY.key);
    house = await openIt();
  });

  test('holds nobody up behind a message that is never taken, sets it aside after twelve attempts, and sends it again when asked', async () => {
    const poison = await newCase();
    failing = (body) => (body.includes(poison) ? 'error' : null);
    await did('wen', 'askCommunity', poison, { community: 'C-WILLOW' });
    const good = await newCase();
    await did('wen', 'askCommunity', good, { community: 'C-WILLOW' });
    await house.settle();
    expect(
      (await deliveries(good)).some(
        ({ channelKind, outcome }) => channelKind === 'webhook' && outcome === 'delivered',
      ),
    ).toBe(true);
    for (let n = 0; n < 12; n += 1) {
      clock.now += 11 * MINUTE_MS;
      await house.settle();
    }
    const tried = (await deliveries(poison)).filter(
      ({ channelKind, told }) => channelKind === 'webhook' && told === 'communityAsked',
    );
    expect(tried).toHaveLength(12);
    expect(new Set(tried.map(({ message }) => message)).size).toBe(1);
    expect(tried.at(-1)).toMatchObject({ outcome: 'givenUp', attempts: 12, why: 'http500' });
    expect(await state('webhook')).toMatchObject({ parked: expect.any(Number), lastError: 'http500' });
    expect((await state('webhook'))?.parked).toBeGreaterThan(0);
    failing = () => null;
    expect(await act('first', 'resumeOfficeChannel', channels.get('webhook') ?? '')).toBe(
      channels.get('webhook'),
    );
    await house.settle();
    expect(await state('webhook')).toMatchObject({ parked: 0, waiting: 0 });
    expect(
      (await deliveries(poison)).findLast(
        ({ channelKind, told }) => channelKind === 'webhook' && told === 'communityAsked',
      ),
    ).toMatchObject({
      outcome: 'delivered',
      attempts: 13,
      message: tried[0]?.['message'],
    });
  });

  test('sends a try-out that names no case', async () => {
    await act('first', 'tryOfficeChannel', channels.get('wecom') ?? '');
    await house.settle();
    expect(receiver.arrivals.findLast(({ kind }) => kind === 'wecom')?.text).toContain('试用消息');
  });

  test('brings a read-back code to a worker by the gateway', async () => {
    const handoff = await newCase();
    await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
    await did('wen', 'issueReadBackCode', handoff, {
      office: 'C-WILLOW',
      worker: world.people.get('willow'),
    });
    await house.settle();
    const code = receiver.arrivals.findLast(({ receiver: to }) => to === 'sms/19900000000');
    expect(code?.text).toMatch(/【归程】回读码 [A-Z0-9-]+，十分钟内有效/);
  });

  test.each([
    ['an office that is not there', { office: 'C-NOWHERE' }, 'officeIsInTheDirectory'],
    [
      'plain HTTP to elsewhere',
      { address: 'http://robots.example/cgi-bin/webhook/send?key=x' },
      'addressIsOfItsKind',
    ],
    ['an address of another kind', { kind: 'dingtalk' }, 'addressIsOfItsKind'],
    [
      'a webhook that signs with nothing',
      { kind: 'webhook', address: 'https://office.example/in' },
      'secretIsOfItsKind',
    ],
    ['a number that is not the office’s', { kind: 'sms', address: '19900000077' }, 'numberIsInTheDirectory'],
    ['a receiver that is registered already', { address: CANARY.key }, 'channelIsNotRegisteredYet'],
  ])('does not register %s', async (_, more, refusal) => {
    const address = `https://robots.example/cgi-bin/webhook/send?key=new`;
    const body: Record<string, string> = { office: 'C-WILLOW', kind: 'wecom', address, ...more };
    if (body['address'] === CANARY.key)
      body['address'] = `${receiver.url}/cgi-bin/webhook/send?key=${CANARY.key}`;
    expect(await act('first', 'registerOfficeChannel', null, body, 'second')).toBe(refusal);
  });

  test('stops telling a channel that is closed, says so on the case, and forgets where it led', async () => {
    failing = (body) => (body.includes('msgtype') ? 'error' : null);
    const handoff = await newCase();
    await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
    await house.settle();
    await did('first', 'closeOfficeChannel', channels.get('wecom') ?? '', { why: 'leaked' });
    failing = () => null;
    clock.now += 11 * MINUTE_MS;
    const before = receiver.arrivals.filter(({ kind }) => kind === 'wecom').length;
    await house.settle();
    expect(receiver.arrivals.filter(({ kind }) => kind === 'wecom')).toHaveLength(before);
    expect(await state('wecom')).toMatchObject({ waiting: 0, parked: 0 });
    expect((await deliveries(handoff)).findLast(({ channelKind }) => channelKind === 'wecom')).toMatchObject({
      outcome: 'givenUp',
      why: 'channelClosed',
    });
    expect(await act('first', 'tryOfficeChannel', channels.get('wecom') ?? '')).toBe('channelIsClosed');
    const again = {
      office: 'C-WILLOW',
      kind: 'wecom',
      address: `${receiver.url}/cgi-bin/webhook/send?key=${CANARY.key}`,
    };
    expect(await act('first', 'registerOfficeChannel', null, again, 'second')).toMatch(/^[0-9a-f-]{36}$/);
    const [row] = await readRows(house.storage.read, {
      streamKind: 'channel',
      streamId: channels.get('wecom') ?? '',
    });
    const keys = await house.storage.keys.byId((row?.sealedParts ?? []).map(({ keyId }) => keyId));
    expect([...keys.values()]).toEqual([]);
  });
});
