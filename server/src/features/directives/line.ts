/** What a clerk did to a version in one go; an `undo` or `redo` says which step it is about. */
export interface LineStep {
  id: string;
  kind: string;
  ofStep: string | null;
}

/** A step that can be taken back or put back, and the newest step that did, took back or put back the same. */
export interface OpenStep<S> {
  step: S;
  latestId: string;
}

/**
 * Where one clerk's undo and redo stand, from her own steps on one version. Whatever she does anew ends what she could put
 * back, as in any editor.
 * @param steps in their order
 */
export function lineOf<S extends LineStep>(
  steps: readonly S[],
): { undo: OpenStep<S> | null; redo: OpenStep<S> | null } {
  const done: OpenStep<S>[] = [];
  let undone: OpenStep<S>[] = [];
  for (const step of steps) {
    if (step.kind === 'undo') move(done, undone, step);
    else if (step.kind === 'redo') move(undone, done, step);
    else {
      done.push({ step, latestId: step.id });
      undone = [];
    }
  }
  return { undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null };
}

function move<S extends LineStep>(from: OpenStep<S>[], to: OpenStep<S>[], by: S): void {
  const moved = from.pop();
  if (moved?.step.id !== by.ofStep) throw new Error(`Step ${by.id} is about ${by.ofStep}, which was not next in line`);
  to.push({ step: moved.step, latestId: by.id });
}
