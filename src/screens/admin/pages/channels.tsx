/** The channels of offices: registered by two administrators, tried out, closed. An address is written and never read again. */
import { useState } from 'react';
import { CHANNEL_KIND_NAMES, CHANNEL_KINDS, type ChannelKindName } from '../../../contract/channels.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDraft } from '../../shared/hooks.ts';
import { goTo } from '../../shared/router.ts';
import { type Act, actOn } from '../../shared/ui/acts.tsx';
import { channelsPage } from '../../shared/ui/channels.tsx';
import { CHANNEL } from '../../shared/words/channel-words.ts';
import { useSay } from '../../shared/words/say.ts';

const TRY = formOf('tryOfficeChannel', {});
const RESUME = formOf('resumeOfficeChannel', {});
const CLOSE = formOf('closeOfficeChannel', {
  why: { as: 'choice', of: ['replaced', 'leaked', 'notUsed', 'error'] },
});

const actsOn = (of: Delivered): readonly Act[] => [
  ...actOn(of, 'tryOfficeChannel', TRY, { isFirst: true }),
  ...actOn(of, 'resumeOfficeChannel', RESUME),
  ...actOn(of, 'closeOfficeChannel', CLOSE),
];

function Register() {
  const say = useSay();
  const [registers, setRegisters] = useState(false);
  return registers ? (
    <div className="narrow sheet above">
      <Registering onDone={(channel) => goTo(['channels', channel])} onCancel={() => setRegisters(false)} />
    </div>
  ) : (
    <p className="above">
      <button type="button" className="button primary" onClick={() => setRegisters(true)}>
        {say(CHANNEL.register)}
      </button>
    </p>
  );
}

export const ChannelsPage = channelsPage(actsOn, Register);

const HINTS = {
  wecom: CHANNEL.wecomHint,
  dingtalk: CHANNEL.dingtalkHint,
  sms: CHANNEL.smsHint,
  webhook: CHANNEL.webhookHint,
} as const;

function Registering({
  onDone,
  onCancel,
}: {
  readonly onDone: (channel: string) => void;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  const [kind, choose] = useDraft<ChannelKindName>('kind of channel', 'wecom');
  const isSigned = kind === 'dingtalk' || kind === 'webhook';
  return (
    <>
      <fieldset className="field">
        <legend>{say(CHANNEL.kind)}</legend>
        <div className="choices">
          {CHANNEL_KIND_NAMES.map((one) => (
            <label key={one} className={`choice${one === kind ? ' chosen' : ''}`}>
              <input
                type="radio"
                name="kind of channel"
                checked={one === kind}
                onChange={() => choose(one)}
              />
              {say(CHANNEL_KINDS[one])}
            </label>
          ))}
        </div>
      </fieldset>
      <CommandForm
        key={kind}
        type="registerOfficeChannel"
        streamId={null}
        fields={formOf('registerOfficeChannel', {
          office: { as: 'office', kinds: ['community', 'streetOffice', 'district', 'checkpoint'] },
          kind: { as: 'fixed', value: kind },
          address: { as: 'text', maxLength: 500, hint: HINTS[kind] },
          secret: isSigned
            ? {
                as: 'text',
                maxLength: 200,
                optional: true,
                hint: kind === 'webhook' ? CHANNEL.webhookSecretHint : CHANNEL.dingtalkSecretHint,
              }
            : { as: 'unasked', optional: true },
        })}
        onDone={({ streamId }) => onDone(streamId)}
        onCancel={onCancel}
      />
    </>
  );
}
