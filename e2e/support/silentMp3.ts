/** A minute of silent MP3: MPEG-2 Layer III, 8 kbit/s, 24 kHz, one channel, 24 ms a frame. */
export const MINUTE = Buffer.from(`fff314c0${'00'.repeat(20)}`.repeat(2500), 'hex')
