import './styles/fonts.css';
import 'virtual:kern-tokens.css';
import './styles/base.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { keepOffline } from './offline';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no #app.');

mount(App, { target });
keepOffline();
