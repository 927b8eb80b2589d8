/** How the offices of this body are reached beside their terminals, and what was set aside on the way. */
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { actOn } from '../../shared/ui/acts.tsx';
import { channelsPage } from '../../shared/ui/channels.tsx';

const RESUME = formOf('resumeOfficeChannel', {});
const actsOn = (of: Delivered) => actOn(of, 'resumeOfficeChannel', RESUME);

export const ChannelsPage = channelsPage(actsOn);
