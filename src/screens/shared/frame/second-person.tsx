/** A second person proves themselves for one command on one stream. The token is used once, within two minutes. */
import { useRef } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import { useDesk } from '../hooks.ts';
import { FRAME } from '../words/frame-words.ts';
import { useSay } from '../words/say.ts';
import { CredentialsForm } from './sign-in.tsx';
import { useWindow } from './use-window.ts';

export function SecondPerson({
  command,
  streamId,
  onProved,
  onCancel,
}: {
  readonly command: CommandType;
  readonly streamId: string | null;
  readonly onProved: (token: string) => void;
  readonly onCancel: () => void;
}) {
  const { session } = useDesk();
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  useWindow(box, onCancel);
  return (
    <div className="veil">
      <div
        className="dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby="second-person"
        ref={box}
        tabIndex={-1}
      >
        <h2 id="second-person">{say(FRAME.secondPerson)}</h2>
        <p className="said">{say(FRAME.secondPersonHint)}</p>
        <CredentialsForm
          submitWord={say(FRAME.prove)}
          onCancel={onCancel}
          onSubmit={async (given) => {
            const reply = await session.proveSecond(given, command, streamId);
            if (!reply.ok) return reply.refusal;
            onProved(reply.value.token);
            return null;
          }}
        />
      </div>
    </div>
  );
}
