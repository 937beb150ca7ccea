/** The days of a week, in its order. */
export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Hours of a day. */
export const HOURS = 24;

/** An hour of a day in two digits. */
export const hourText = (hour: number) => String(hour).padStart(2, "0");

/** An hour of a week, counted from 0, such as `Mon 08:00`. */
export const weekHour = (hour: number) => `${DAYS[Math.floor(hour / HOURS)]} ${hourText(hour % HOURS)}:00`;
