export { language, type Language } from './language.svelte';
export { said, words } from './words';
export * from './format';
