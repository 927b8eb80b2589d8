/** An announcement: which approved measure it puts in force, where, and the words of the paper itself. */
import { useEffect, useState } from 'react';
import type { Measure } from '../../../contract/measures.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, useDraft, useList, useStore } from '../../shared/hooks.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { MEASURE } from '../../shared/words/measure-words.ts';
import { ADMIN } from '../words.ts';
import { readMeasure } from '../../shared/ui/measure-words.tsx';

interface Chosen {
  /** `id@version` */
  readonly measure: string;
  readonly area: readonly string[];
}

export function AnnouncementForm({
  onDone,
  onCancel,
}: {
  readonly onDone: (announcement: string) => void;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  const measures = useApproved();
  const offices = useStore(useDesk().offices);
  const [chosen, choose] = useDraft<Chosen>('announcement', { measure: '', area: [] });
  const [only] = measures;
  // Where there is one to choose, it is chosen.
  const measure =
    measures.find((one) => nameOf(one) === chosen.measure) ?? (measures.length === 1 ? only : undefined);
  const areas = [...offices.values()].filter(({ kind }) => kind === 'district' || kind === 'streetOffice');
  if (measures.length === 0) return <p className="said wait">{say(ADMIN.needsMeasure)}</p>;
  return (
    <>
      <fieldset className="field">
        <legend>{say(ADMIN.measure)}</legend>
        <div className="choices">
          {measures.map((one) => (
            <label key={nameOf(one)} className={`choice${one === measure ? ' chosen' : ''}`}>
              <input
                type="radio"
                name="measure of the announcement"
                checked={one === measure}
                onChange={() => choose({ ...chosen, measure: nameOf(one) })}
              />
              {say({ zh: one.title['zh-CN'], en: one.title.en })} {say(MEASURE.version(one.version))}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset className="field">
        <legend>{say(ADMIN.area)}</legend>
        <p className="hint">{say(ADMIN.areaHint)}</p>
        <div className="choices">
          {areas.map((office) => {
            const isChosen = chosen.area.includes(office.code);
            return (
              <label key={office.code} className={`choice${isChosen ? ' chosen' : ''}`}>
                <input
                  type="checkbox"
                  checked={isChosen}
                  onChange={() =>
                    choose({
                      ...chosen,
                      area: isChosen
                        ? chosen.area.filter((code) => code !== office.code)
                        : [...chosen.area, office.code],
                    })
                  }
                />
                {say(office)}
              </label>
            );
          })}
        </div>
      </fieldset>
      {measure === undefined || chosen.area.length === 0 ? (
        <>
          <p className="said wait" role="status">
            {say(measure === undefined ? ADMIN.chooseMeasure : ADMIN.chooseArea)}
          </p>
          <button type="button" className="button" onClick={onCancel}>
            {say(FRAME.cancel)}
          </button>
        </>
      ) : (
        <CommandForm
          type="recordAnnouncement"
          streamId={null}
          fields={formOf('recordAnnouncement', {
            measure: { as: 'fixed', value: measure.id },
            measureVersion: { as: 'fixed', value: measure.version },
            area: { as: 'fixed', value: [...chosen.area] },
            number: { as: 'text', maxLength: 80 },
            issuer: { as: 'text', maxLength: 80 },
            legalBasis: { as: 'text', maxLength: 200 },
            from: { as: 'instant' },
            to: { as: 'instant' },
            content: { as: 'long', maxLength: 4000 },
          })}
          onDone={({ streamId }) => {
            choose({ measure: '', area: [] });
            onDone(streamId);
          }}
          onCancel={onCancel}
        />
      )}
    </>
  );
}

const nameOf = ({ id, version }: Measure) => `${id}@${version}`;

/** The approved measures, by their own texts, the newest first. */
function useApproved(): readonly Measure[] {
  const { api } = useDesk();
  const { rows } = useList('measures');
  const [measures, setMeasures] = useState<readonly Measure[]>([]);
  const approved = rows
    .filter(({ row }) => row['state'] === 'approved')
    .map(({ key }) => key)
    .sort()
    .join();
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const read = await Promise.all(
        approved
          .split(',')
          .filter(Boolean)
          .map((key) => api.get<{ readonly text: string }>(`measures/${key}/text`)),
      );
      const found = new Map<string, Measure>();
      for (const reply of read) {
        const one = reply.ok ? readMeasure(reply.value.text) : null;
        if (one !== null && 'measure' in one) found.set(nameOf(one.measure), one.measure);
      }
      if (isWanted) setMeasures([...found.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? 1 : -1)));
    };
    void load().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [api, approved]);
  return measures;
}
