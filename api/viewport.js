// The server draws the map for this width; nothing else is kept, and nothing leaves this machine's server.
document.cookie = `viewport=${window.innerWidth}; path=/; SameSite=Strict`;
