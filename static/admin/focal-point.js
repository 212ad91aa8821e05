// The chooser of a picture's focal point asks whether there is touch by writing a handler into an attribute, which the
// policy of the admin refuses. It need not ask if it is told.
jQuery.Jcrop.defaults.touchSupport = 'ontouchstart' in window;
