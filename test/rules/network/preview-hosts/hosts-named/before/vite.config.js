import { defineConfig } from 'vite'

export default defineConfig({
  preview: { allowedHosts: [ 'berth.example.com', '.up.railway.app' ] }, // ours
})
