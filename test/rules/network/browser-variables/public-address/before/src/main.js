export const vite_api = import.meta.env.VITE_API;
export const vite_name = import.meta.env.VITE_NAME;
