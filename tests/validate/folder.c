/* Copies the tables into a folder of its own, changes one, loads them and removes the folder. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../check.h"
#include "base/base.h"
#include "folder.h"

char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    lumbar_text text = {0};
    char bytes[4096];
    if (!file) return NULL;
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;) lumbar_text_add_bytes(&text, bytes, n);
    fclose(file);
    lumbar_text_add(&text, "");
    return text.data;
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static char *replaced(const char *text, const char *from, const char *to)
{
    lumbar_text out = {0};
    assert_non_null(strstr(text, from));
    for (const char *hit; (hit = strstr(text, from)); text = hit + strlen(from)) {
        lumbar_text_add_bytes(&out, text, (size_t)(hit - text));
        lumbar_text_add(&out, to);
    }
    lumbar_text_add(&out, text);
    return out.data;
}

const lumbar_knowledge *changed_tables(lumbar_arena *arena, const char *table, const char *from, const char *to)
{
    const char *source = lumbar_format(arena, "%s/knowledge", getenv("LUMBAR_SOURCE"));
    char folder[] = "lumbar-tables-XXXXXX";
    assert_non_null(mkdtemp(folder));
    DIR *list = opendir(source);
    assert_non_null(list);
    for (struct dirent *entry; (entry = readdir(list));) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt")) continue;
        char *text = read_text(lumbar_format(arena, "%s/%s", source, entry->d_name));
        assert_non_null(text);
        if (!strcmp(entry->d_name, table)) {
            char *other = replaced(text, from, to);
            free(text);
            text = other;
        }
        write_text(lumbar_format(arena, "%s/%s", folder, entry->d_name), text);
        free(text);
    }
    lumbar_error error = {0};
    const lumbar_knowledge *k = lumbar_knowledge_load(arena, folder, &error);
    rewinddir(list);
    for (struct dirent *entry; (entry = readdir(list));) unlink(lumbar_format(arena, "%s/%s", folder, entry->d_name));
    closedir(list);
    rmdir(folder);
    if (!k) fail_msg("%s", error.text);
    return k;
}
