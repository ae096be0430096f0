import { defineConfig } from 'vite'

// reachable from outside of the container
export default defineConfig({
  preview: { host: '0.0.0.0', port: Number(process.env.PORT ?? 4173) },
})
