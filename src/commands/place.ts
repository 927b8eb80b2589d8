/** Where a thing lies, worked out from what its stream remembers: the ground for every question of scope. */
import type { Place } from '../access/index.ts';
import type { StreamKind } from '../contract/streams.ts';
import type { ChannelContext } from '../../workflows/channel.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import type { OverlapContext } from '../../workflows/overlap.ts';
import type { ShiftContext, AccountContext } from '../../workflows/staff.ts';
import type { StopContext } from '../../workflows/stop.ts';

const some = (...codes: readonly (string | null | undefined)[]) =>
  codes.filter((code): code is string => typeof code === 'string' && code !== '');

/** The place of a stream, or of a stream that is about to be started with this body. */
export function placeOf(
  kind: StreamKind,
  streamId: string,
  context: unknown,
  body: Readonly<Record<string, unknown>>,
  stop: StopContext | null,
): Place {
  switch (kind) {
    case 'stop': {
      const { checkpoint } = context as StopContext;
      return { owners: some(checkpoint || (body['checkpoint'] as string)), asked: [] };
    }
    case 'handoff': {
      const { checkpoint, request, consent, care } = context as HandoffContext;
      return {
        handoff: streamId,
        owners: some(checkpoint || stop?.checkpoint),
        asked: some(
          request.community,
          request.streetOffice,
          request.supervisor,
          consent.office,
          care.office,
          care.ruledOffice,
          care.transferTo,
        ),
      };
    }
    case 'shift':
      return { owners: some((context as ShiftContext).place || (body['place'] as string)), asked: [] };
    case 'channel':
      return { owners: some((context as ChannelContext).office || (body['office'] as string)), asked: [] };
    case 'overlap': {
      const { offices } = context as Pick<OverlapContext, 'offices'>;
      const found = offices.length > 0 ? offices : ((body['offices'] ?? []) as OverlapContext['offices']);
      return { owners: found.map(({ office }) => office), asked: [] };
    }
    case 'account':
      return {
        owners: some(
          ...((context as AccountContext).grants ?? []).map(({ scope }) => scope),
          body['scope'] as string,
          body['office'] as string,
        ),
        asked: [],
      };
    default:
      return { owners: ['*'], asked: [] };
  }
}
