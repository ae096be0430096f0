export const vite_name = import.meta.env.VITE_NAME;
