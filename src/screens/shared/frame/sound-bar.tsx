/** Stands red across the page while sound is off, with the gesture that turns it on. */
import { useDesk, useStore } from '../hooks.ts';
import { FRAME } from '../words/frame-words.ts';
import { useSay } from '../words/say.ts';

export function SoundBar() {
  const { sound } = useDesk();
  const state = useStore(sound.state);
  const say = useSay();
  if (state === 'on') return null;
  return (
    <div className="said no" role="status">
      {say(FRAME.soundIsOff)}{' '}
      <button type="button" className="button" onClick={() => void sound.unlock()}>
        {say(FRAME.turnSoundOn)}
      </button>
    </div>
  );
}
