/** How a community comes by its cases: stopped, asked about, released, ruled on, all by commands of those who do it. */
import type { App, Client } from '../terminals/app.ts';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A number that passes its check digit and is nobody's. */
function numberOf(n: number): string {
  const body = `99000018800101${String(n).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + Number(body[i]) * weight, 0);
  return body + '10X98765432'[sum % 11];
}

export interface Ways {
  readonly wen: Client;
  readonly willow: Client;
  /** Stops a vehicle with these people, and asks their community about each. */
  asked(...names: string[]): Promise<string[]>;
  /** One person whom the community agreed to receive, and how far their case has come. */
  agreed(name: string, terms?: object): Promise<string>;
  released(name: string, terms?: object): Promise<string>;
  /** One whom the supervisor ruled this community receives. */
  ruled(name: string): Promise<string>;
  /** The row as the checkpoint sees it. */
  row(handoff: string): Promise<{ readonly version: number; readonly state: unknown }>;
}

/** Somebody else of the same community, at work without a browser. */
export async function colleagueOf(app: App, surname: string): Promise<Client> {
  const [first, second] = await Promise.all(['first', 'second'].map((name) => app.as(name)));
  const grant = { role: 'communityWorker', scope: 'C-WILLOW' } as const;
  const { streamId } = (await first?.did('createAccount', null, {
    ...grant,
    staffNumber: '0041',
    surname,
    signIn: 'colleague.test',
  })) ?? { streamId: '' };
  await second?.did('confirmAccount', streamId);
  const { token } = await app.auth.sessions.begin(streamId, 'community', grant);
  return app.holding(`guicheng=${token}`, 'community', streamId);
}

let people = 100;

export async function openWays(app: App): Promise<Ways> {
  const [wen, willow, river, chen] = (await Promise.all(
    ['wen', 'willow', 'river', 'chen'].map((name) => app.as(name)),
  )) as [Client, Client, Client, Client];
  const row: Ways['row'] = async (handoff) => {
    const { body } = await wen.get(`/api/checkpoint/views/handoffPage/${handoff}`);
    const { version, row: shown } = body as unknown as { version: number; row: { state: unknown } };
    return { version, state: shown.state };
  };
  const based = async (handoff: string) => ({ basedOn: (await row(handoff)).version });
  const asked: Ways['asked'] = async (...names) => {
    const stop = await wen.did('openStop', null, {
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      travellers: names.length,
      direction: 'INBOUND',
    });
    const handoffs: string[] = [];
    for (const [i, name] of names.entries()) {
      people += 1;
      const { streamId } = await wen.did('openHandoff', null, {
        stopId: stop.streamId,
        traveller: i + 1,
        healthStatus: POPPED_UP,
        itinerary: GREEN_ITINERARY,
        test: fitTest(app.clock.now),
        ...details(name, numberOf(people)),
        phone: '19900000001',
      });
      await wen.did('askCommunity', streamId, { community: 'C-WILLOW' });
      handoffs.push(streamId);
    }
    return handoffs;
  };
  const agreed: Ways['agreed'] = async (name, terms = {}) => {
    const [handoff = ''] = await asked(name);
    const answer = { office: 'C-WILLOW', answer: 'accept', ...YES, ...terms };
    await willow.did('answerCommunity', handoff, answer, await based(handoff));
    return handoff;
  };
  const released: Ways['released'] = async (name, terms = {}) => {
    const handoff = await agreed(name, terms);
    if ('conditions' in terms) await wen.did('acknowledgeConditions', handoff, { readAloud: true });
    await wen.did('readDocument', handoff);
    const { body } = await wen.get(`/api/checkpoint/handoffs/${handoff}/pledge-text`);
    const textDigest = (body as unknown as { digest: string }).digest;
    await wen.did(
      'signPledge',
      handoff,
      { textDigest, language: 'zh-CN', strokes: '[]', witness: wen.account },
      await based(handoff),
    );
    await wen.did('releaseTraveller', handoff, {}, await based(handoff));
    return handoff;
  };
  const ruled: Ways['ruled'] = async (name) => {
    const [handoff = ''] = await asked(name);
    await wen.did('escalateRequest', handoff);
    await river.did(
      'answerCommunity',
      handoff,
      { office: 'S-RIVER', answer: 'refuse', reason: 'noCapacity', isRegisteredResident: 'yes' },
      await based(handoff),
    );
    await wen.did('escalateRequest', handoff);
    await chen.did(
      'ruleOnHandoff',
      handoff,
      {
        ruling: 'receive',
        office: 'C-WILLOW',
        ground: 'firstReceiver',
        heard: { checkpoint: 'inWriting', office: 'inWriting' },
        words: '首接负责',
      },
      await based(handoff),
    );
    return handoff;
  };
  return { wen, willow, asked, agreed, released, ruled, row };
}
