import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messageOptions } from './scripts/messages.mjs';

export default defineConfig({
  base: './',
  plugins: [paraglideVitePlugin(messageOptions), svelte()],
  build: { target: 'es2022', outDir: 'dist', reportCompressedSize: false },
  worker: { format: 'es' },
});
