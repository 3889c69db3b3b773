/* What libical holds against an iTIP message (RFC 5546): one complaint a line, nothing when it has none.
 *
 *   itipcheck < invitation.ics        0: none    1: some    2: it is no iCalendar at all
 *
 * icalrestriction_check() counts properties by METHOD and component; the parser and it leave their complaints in the
 * object as X-LIC-ERROR properties, at every level.
 */
#include <stdio.h>
#include <stdlib.h>

#include <libical/ical.h>

static char *next_line(char *line, size_t size, void *stream)
{
    return fgets(line, (int)size, stream);
}

static int complaints(icalcomponent *component)
{
    const char *name = icalcomponent_kind_to_string(icalcomponent_isa(component));
    icalproperty *error;
    icalcomponent *inner;
    int count = 0;

    for (error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error != NULL;
         error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
        printf("%s: %s\n", name, icalproperty_get_xlicerror(error));
        count++;
    }
    for (inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner != NULL;
         inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
        count += complaints(inner);
    }
    return count;
}

int main(void)
{
    icalparser *parser = icalparser_new();
    icalcomponent *calendar;
    int allowed, count;

    icalparser_set_gen_data(parser, stdin);
    calendar = icalparser_parse(parser, next_line);
    icalparser_free(parser);
    if (calendar == NULL || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        puts("not an iCalendar object");
        return 2;
    }
    allowed = icalrestriction_check(calendar);
    count = complaints(calendar);
    if (!allowed && count == 0) {
        puts("VCALENDAR: the restrictions of its METHOD are not kept");
        count = 1;
    }
    icalcomponent_free(calendar);
    return count > 0;
}
