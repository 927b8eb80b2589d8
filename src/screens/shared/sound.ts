/**
 * Sound at a booth: three tones, unlocked by a gesture and tested with it, repeated until somebody says they heard.
 * A browser plays nothing before a gesture; `state` says so, and the screen shows that sound is off.
 */
import { Store } from './store.ts';

export type Tone = 'arrival' | 'answer' | 'alarm';

/** Frequencies and seconds of each tone. */
const TONES: Readonly<Record<Tone, readonly (readonly [hertz: number, seconds: number])[]>> = {
  arrival: [[660, 0.18]],
  answer: [
    [660, 0.14],
    [880, 0.2],
  ],
  alarm: [
    [880, 0.16],
    [660, 0.16],
    [880, 0.16],
    [660, 0.16],
  ],
};
const AGAIN_MS = 4_000;

export class Sound {
  readonly state = new Store<'off' | 'on'>('off');
  /** What rings and was not acknowledged yet. */
  readonly ringing = new Store<ReadonlyMap<string, Tone>>(new Map());
  #audio: AudioContext | null = null;
  #again: ReturnType<typeof setInterval> | undefined;

  /** Called by a gesture: unlocks sound and plays the test tone. False where the browser would not. */
  async unlock(): Promise<boolean> {
    this.#audio ??= new AudioContext();
    const audio = this.#audio;
    audio.addEventListener('statechange', () => this.state.set(audio.state === 'running' ? 'on' : 'off'));
    await audio.resume().catch(() => undefined);
    this.state.set(audio.state === 'running' ? 'on' : 'off');
    if (audio.state !== 'running') return false;
    this.#play('answer');
    return true;
  }

  /** Rings for `what`, at once and again every few seconds, until it is acknowledged. */
  ring(what: string, tone: Tone): void {
    if (this.ringing.get().has(what)) return;
    this.ringing.set(new Map(this.ringing.get()).set(what, tone));
    this.#play(tone);
    this.#again ??= setInterval(() => {
      const loudest = [...this.ringing.get().values()].sort((a, b) => rank(b) - rank(a))[0];
      if (loudest !== undefined) this.#play(loudest);
    }, AGAIN_MS);
  }

  acknowledge(what: string): void {
    const rest = new Map(this.ringing.get());
    if (!rest.delete(what)) return;
    this.ringing.set(rest);
    if (rest.size > 0) return;
    clearInterval(this.#again);
    this.#again = undefined;
  }

  #play(tone: Tone): void {
    const audio = this.#audio;
    if (audio === null || audio.state !== 'running') return;
    let at = audio.currentTime;
    for (const [hertz, seconds] of TONES[tone]) {
      const [source, volume] = [audio.createOscillator(), audio.createGain()];
      source.frequency.value = hertz;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
      source.connect(volume).connect(audio.destination);
      source.start(at);
      source.stop(at + seconds);
      at += seconds;
    }
  }
}

const rank = (tone: Tone) => (['arrival', 'answer', 'alarm'] as const).indexOf(tone);
