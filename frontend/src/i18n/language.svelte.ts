export type Language = 'de' | 'en';

const STORED = 'language';

function remembered(): Language {
  try {
    const stored = localStorage.getItem(STORED);
    if (stored === 'de' || stored === 'en') return stored;
  } catch {
    // Storage may be forbidden; then the default holds for this visit.
  }
  return 'de';
}

let chosen = $state<Language>(remembered());

/** The language of the screen; reading it in a component follows every change. */
export const language = {
  get current(): Language {
    return chosen;
  },
  set current(value: Language) {
    chosen = value;
    try {
      localStorage.setItem(STORED, value);
    } catch {
      // See above.
    }
  },
};
