/** The oldest browser that is served: Chrome 87, which is also what WeChat brings along on Android 8. */
export const TARGET = 'chrome87';
