// Formats numbers and times.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** 12,345 */
export const count = (number) => whole.format(number);

/** 11.8; 312 without decimals. */
export const rate = (number) => (number < 100 ? fine.format(number) : whole.format(number));

/** 480 ms, 1.4 s */
export const duration = (ms) =>
  ms < 1000 ? `${whole.format(ms)} ms` : ms < 100_000 ? `${fine.format(ms / 1000)} s` : `${whole.format(ms / 1000)} s`;

/** 3.2, of a share in [0, 1] */
export const percent = (share) => fine.format(share * 100);

/** 0.97 */
export const score = (number) => number.toFixed(2);

/** 21:45:07 */
export const time = (instant) => clock.format(new Date(instant));

/** 21:45 */
export const minute = (instant) => minutes.format(new Date(instant));

/** "1 record", "2 records" */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;
