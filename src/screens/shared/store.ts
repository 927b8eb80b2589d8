/** One value that changes, and who wants to know: what React's `useSyncExternalStore` reads, usable without React. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of Array.from(this.#listeners)) listener();
  }

  /** Resolves with the first value that is what was waited for, the present one included. */
  until<W extends T>(isWanted: (value: T) => value is W): Promise<W> {
    return new Promise((resolve) => {
      const look = () => {
        const value = this.#value;
        if (!isWanted(value)) return false;
        resolve(value);
        return true;
      };
      if (look()) return;
      const stop = this.subscribe(() => {
        if (look()) stop();
      });
    });
  }
}
