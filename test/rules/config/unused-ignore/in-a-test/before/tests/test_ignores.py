# optimize-ignore[server/workers] what is tested
