/** Keeps a part of a page that breaks from taking the rest with it. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { settings } from '../settings.ts';
import { FRAME } from '../words/frame-words.ts';
import { saying } from '../words/say.ts';

export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // For whoever opens the console; nothing of a page leaves it.
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    const say = saying(settings.get().language);
    return (
      <div className="said no" role="alert">
        <h2>{say(FRAME.broke)}</h2>
        <p>{say(FRAME.brokeHint)}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {say(FRAME.loadAgain)}
          </button>
        </p>
      </div>
    );
  }
}
