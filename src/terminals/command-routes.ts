/** Every command at every terminal that offers it, from one loop over the contract's routes. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Envelope } from '../contract/command-table.ts';
import { type CommandType, commandRow } from '../contract/commands.ts';
import type { Answered, Command, Doors } from '../contract/doors.ts';
import type { Actor } from '../contract/roles.ts';
import { ROUTES } from '../contract/routes.ts';
import { Id, strict, type TSchema, Type } from '../contract/schema.ts';
import type { Auth } from './auth.ts';
import { nameDigest } from './identify.ts';
import type { Metrics } from './metrics.ts';
import { Refused } from './refused.ts';
import { ERRORS, looseChecker, NO_QUERY } from './shapes.ts';

const MEBIBYTE = 1024 * 1024;
/** What takes more than the usual body: Beijing's directory with its compounds and numbers is some six megabytes. */
/** In bytes, where more is taken than usual. */
export const BODY_LIMITS: Partial<Record<CommandType, number>> = {
  importDirectory: 12 * MEBIBYTE,
  changeDirectory: 12 * MEBIBYTE,
  proposeMeasure: 2 * MEBIBYTE,
  proposeTrustList: 2 * MEBIBYTE,
  signPledge: 2 * MEBIBYTE,
};

/** The answer to a command that was done. */
export const Accepted = strict({ streamId: Id, version: Type.Integer({ minimum: 1 }) });

export interface SentBody extends Envelope {
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is sent for a command: its body, and what travels round it. */
export function sentShape(body: TSchema): TSchema {
  return strict({ body, ...Envelope.properties });
}

export function commandRoutes(app: FastifyInstance, doors: Doors, auth: Auth, metrics: Metrics): void {
  for (const route of ROUTES) {
    if (route.kind !== 'command') continue;
    const { command, terminal, path } = route;
    const row = commandRow(command);
    app.route<{ Params: { id?: string }; Body: SentBody }>({
      method: 'POST',
      url: path,
      config: { terminal, needs: 'session' },
      ...(BODY_LIMITS[command] === undefined ? {} : { bodyLimit: BODY_LIMITS[command] }),
      schema: {
        summary: `${row.zh} · ${row.en}`,
        operationId: `${terminal}.${command}`,
        tags: [terminal],
        ...(row.starts === true ? {} : { params: strict({ id: Id }) }),
        querystring: NO_QUERY,
        body: sentShape(row.body),
        response: { 200: Accepted, ...ERRORS },
      },
      // The body is checked against its shape once, in the spine, which names the field.
      validatorCompiler: looseChecker,
      handler: async (request) => {
        const sender = senderOf(request);
        const answered = await send(doors, auth, sender, terminal, {
          type: command,
          ...(request.params.id === undefined ? {} : { streamId: request.params.id }),
          ...partsOf(request.body),
        });
        metrics.command(command, answered);
        return accepted(answered);
      },
    });
  }
}

/** Parts what was sent into the command's body and its envelope; the spine refuses what belongs to neither. */
export function partsOf({ body, ...envelope }: SentBody): Pick<Command, 'body' | 'envelope'> {
  return { body, envelope };
}

/** Sends a command for somebody at a terminal. A step-up is tied to this command id before anything else is asked. */
export async function send(
  doors: Doors,
  auth: Auth,
  actor: Actor,
  terminal: string | null,
  command: Command,
): Promise<Answered> {
  const { stepUp, commandId } = command.envelope;
  if (stepUp !== undefined && !(await auth.stepUps.useFor(stepUp, commandId)))
    throw new Refused('secondPersonIsProved');
  const by = { actor, terminal };
  return command.type === 'createAccount'
    ? createAccount(doors, auth, command, by)
    : doors.submit(command, by);
}

/** An answer as HTTP gives it; a refusal ends the request. */
export function accepted(answered: Answered): { streamId: string; version: number } {
  if (answered.outcome === 'accepted') return { streamId: answered.streamId, version: answered.version };
  const { outcome: _, code, ...more } = answered;
  throw new Refused(code, more);
}

/**
 * Makes an account and gives it its sign-in name, which nobody else may have. The account takes the command's own id,
 * so that the name is held for it beforehand and the same command sent again finds it.
 */
async function createAccount(
  doors: Doors,
  auth: Auth,
  command: Command,
  by: Parameters<Doors['submit']>[1],
): Promise<Answered> {
  const { signIn } = command.body;
  const streamId = command.envelope.commandId;
  const isNamed = typeof signIn === 'string';
  if (isNamed && !(await auth.rows.putSignIn(nameDigest(auth.rows, signIn), streamId)))
    return { outcome: 'refused', code: 'signInNameIsFree' };
  const answered = await doors.submit({ ...command, streamId }, by);
  if (isNamed && answered.outcome === 'refused' && auth.people.person(streamId) === undefined)
    await auth.rows.removeSignIn(streamId);
  return answered;
}

function senderOf({ visitor, device }: FastifyRequest): Actor {
  const actor = visitor?.actor ?? device;
  if (actor === null) throw new Refused('notSignedIn');
  return actor;
}
