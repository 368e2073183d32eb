/** What slots are called in which people are written to: no source of deliveries may have this id. */
export const digestsSource = 'digests';
