import { defineConfig } from 'vite'

// only the port
export default defineConfig({
  preview: { port: Number(process.env.PORT ?? 4173) },
})
