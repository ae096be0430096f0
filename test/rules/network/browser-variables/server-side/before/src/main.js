export const vite_name = import.meta.env.VITE_NAME;
export const api = process.env.API;
export const next_public_api = process.env.NEXT_PUBLIC_API;
