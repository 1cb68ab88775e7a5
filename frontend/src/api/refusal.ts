import { language } from '../i18n';

export interface FieldError {
  field: string;
  message: string;
}

interface ProblemDocument {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
}

const OWN = {
  offline: {
    de: 'Keine Verbindung. Bitte versuchen Sie es noch einmal, sobald Sie Netz haben.',
    en: 'No connection. Please try again as soon as you are online.',
  },
  unreadable: {
    de: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es in einem Augenblick noch einmal.',
    en: 'That did not work just now. Please try again in a moment.',
  },
};

/** The service said no, in one sentence a person understands (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: readonly FieldError[] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** The sentence for one field, or nothing. */
  forField(name: string): string | undefined {
    return this.errors.find((error) => error.field === name)?.message;
  }

  /** No answer came at all. */
  static get offline(): Refusal {
    return new Refusal(0, 'offline', OWN.offline[language.current]);
  }
}

/** Whatever was thrown, as something a screen can show. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof TypeError && /fetch|network|load/i.test(thrown.message)) return Refusal.offline;
  console.error(thrown);
  return new Refusal(0, 'unreadable', OWN.unreadable[language.current]);
}

/** Reads an answer that is not a success. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  const unreadable = new Refusal(
    response.status,
    'unreadable',
    OWN.unreadable[language.current],
    [],
    retryAfter,
  );
  if (!response.headers.get('Content-Type')?.includes('json')) return unreadable;
  try {
    const problem = (await response.json()) as ProblemDocument;
    const sentence = problem.detail ?? problem.title;
    if (!sentence) return unreadable;
    return new Refusal(
      response.status,
      problem.code ?? 'unreadable',
      sentence,
      problem.errors ?? [],
      retryAfter,
    );
  } catch {
    return unreadable;
  }
}
