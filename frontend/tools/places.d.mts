export function placesOf(csv: string): Record<string, string>;
