/** The style of the pages the doors draw, built with the screens'. There is no script: these pages are whole without one. */
import 'virtual:tokens.css';
import '../shared/look/base.css';
import './plain.css';
