interface InstallPrompt extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

let offered = $state.raw<InstallPrompt | null>(null);

// The browser says this once, soon after the first page: listened to from the start.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offered = event as InstallPrompt;
});
window.addEventListener('appinstalled', () => (offered = null));

/** How this browser puts the application on the start screen. */
export const installing = {
  /** `ask`: by a button; `share`: by hand through the share menu (iPhone); null: it is there already, or it cannot. */
  get way(): 'ask' | 'share' | null {
    if (window.matchMedia('(display-mode: standalone)').matches) return null;
    if (offered) return 'ask';
    return /iPhone|iPad/.test(navigator.userAgent) ? 'share' : null;
  },
  async ask(): Promise<void> {
    const prompt = offered;
    offered = null;
    await prompt?.prompt();
  },
};
